-- expect: script-error addresses differ
string.format("%p", {})
