-- expect: script-bytecode
require "bytecode"
