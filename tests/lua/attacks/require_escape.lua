-- expect: script-module no valid name
require "../secret"
