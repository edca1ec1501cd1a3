-- expect: script-module neither in the bundle nor in the shipped library
require "nowhere"
