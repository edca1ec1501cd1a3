-- expect: script-error rawset on a read-only table
rawset(table, "insert", function() end)
