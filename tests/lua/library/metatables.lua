-- expect: ok
local Class = {}
Class.__index = Class
local object = setmetatable({}, Class)
assert(getmetatable(object) == Class and getmetatable(Class) == nil)
function Class.method() return "later" end
Class.__call = function(_, a) return a end
Class.__eq = function() return true end
assert(object.method() == "later" and object(3) == 3 and object == setmetatable({}, Class))

local Meta = {__index = Class}
local Derived = setmetatable({}, Meta)
Derived.__index = Derived
local child = setmetatable({}, Derived)
assert(child.method() == "later" and getmetatable(child) == Derived and getmetatable(Derived) == Meta)
Derived.added = true
assert(child.added and rawget(Derived, "added"))

local log = {}
local watched = setmetatable({}, {__newindex = function(t, k, v) log[#log + 1] = k; rawset(t, k, v) end})
assert(getmetatable(setmetatable({}, watched)) == watched)
watched.field = 1
assert(log[1] == "field" and watched.field == 1)

setmetatable(Derived, nil)
assert(getmetatable(Derived) == nil and child.method == nil)
local locked = setmetatable({}, {__metatable = "locked"})
assert(getmetatable(locked) == "locked" and not pcall(setmetatable, locked, {}))
local own = {}
setmetatable(own, own)
assert(getmetatable(own) == own)
assert(not pcall(setmetatable, {}, 1) and not pcall(setmetatable, 1, {}) and not pcall(setmetatable, {}))
assert(#setmetatable({}, {__len = function() return 9 end}) == 9)
