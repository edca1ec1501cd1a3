on.document(function(doc) local s = "x" while true do s = pcall(error, s) and s or s .. s end end)
