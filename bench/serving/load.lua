-- Asks with one body after another out of a file, beginning where it is told to, and says in a line of
-- JSON what came of it. Arguments: the file, the byte to begin at, and what is preferred as an answer (RFC
-- 7240), if anything. See bodies.py for the file.
local threads = {}

function setup(thread)
  threads[#threads + 1] = thread
end

function init(arguments)
  file = assert(io.open(arguments[1], "rb"))
  position = tonumber(arguments[2])
  again = 0
  if arguments[3] ~= nil then
    wrk.headers["Prefer"] = arguments[3]
  end
  file:seek("set", position)
end

function request()
  local head = file:read("*l")
  if head == nil then
    again = again + 1
    position = 0
    file:seek("set", 0)
    head = file:read("*l")
  end
  local length = tonumber(head)
  local body = file:read(length)
  position = position + #head + 1 + length
  return wrk.format("POST", wrk.path, nil, body)
end

function done(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '{"requests":%d,"microseconds":%d,"p50":%d,"p99":%d,"refused":%d,"lost":%d,"position":%d,"again":%d}\n',
    summary.requests, summary.duration, latency:percentile(50), latency:percentile(99), errors.status,
    errors.connect + errors.read + errors.write + errors.timeout,
    threads[1]:get("position"), threads[1]:get("again")))
end
