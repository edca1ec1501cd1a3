-- expect: script-module no valid name
require "lib..words"
