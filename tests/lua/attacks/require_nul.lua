-- expect: script-module no valid name
require "lib\0words"
