-- expect: script-module cycle.a > cycle.b > cycle.a
require "cycle.a"
