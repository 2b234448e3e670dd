-- One request of each account in turn, with its own token; WORK says which.
local work, start = os.getenv("WORK"), tonumber(os.getenv("START") or "0")
local accounts, skills = {}, {}
for line in io.lines(os.getenv("ACCOUNTS")) do
  local id, token = line:match("^(%S+) (%S+)$")
  accounts[#accounts + 1] = { id = id, token = token }
end
for line in io.lines(os.getenv("SKILLS")) do skills[#skills + 1] = line end

local count = start
local function headers(account)
  return { ["Content-Type"] = "application/json", ["Authorization"] = "Bearer " .. account.token }
end

local works = {
  -- A session nobody else has: the hour moves on with each turn through the accounts.
  booking = function(account, n)
    local hour = math.floor(n / #accounts)
    local startsAt = os.date("!%Y-%m-%dT%H:00:00Z", os.time() + (48 + hour) * 3600)
    return wrk.format("POST", "/api/bookings", headers(account),
      string.format('{"skillId":"%s","startsAt":"%s"}', skills[n % #skills + 1], startsAt))
  end,
  transaction = function(account, n)
    local to = accounts[(n + 1 + n % (#accounts - 1)) % #accounts + 1]
    if to.id == account.id then to = accounts[(n + 1) % #accounts + 1] end
    return wrk.format("POST", "/api/transactions", headers(account),
      string.format('{"type":"TRANSFER","to":"%s","amount":1}', to.id))
  end,
  skills = function(account) return wrk.format("GET", "/api/skills?limit=100", headers(account)) end,
  bookings = function(account) return wrk.format("GET", "/api/bookings?limit=100", headers(account)) end,
}

request = function()
  local account = accounts[count % #accounts + 1]
  local made = works[work](account, count)
  count = count + 1
  return made
end

done = function(summary, latency)
  local e = summary.errors
  io.write(string.format('RESULT {"requests":%d,"micros":%d,"p50":%d,"p99":%d,"failed":%d}\n', summary.requests,
    summary.duration, latency:percentile(50), latency:percentile(99), e.status + e.connect + e.read + e.write + e.timeout))
end
