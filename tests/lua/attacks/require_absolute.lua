-- expect: script-module no valid name
require "/etc/passwd"
