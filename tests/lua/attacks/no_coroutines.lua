-- expect: script-error undefined global 'coroutine'
coroutine.wrap(function() while true do end end)()
