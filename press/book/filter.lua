-- Gives the clean tree of press/book/clean/ its form in Typst. Every function named here is in template.typ.
-- A class this file does not know stops the build: nothing may vanish between the two.

local known_divs = { ["note-body"] = true, ["notice"] = true, ["margin-note"] = true, ["sheet"] = true,
  ["definition"] = true, ["page"] = true, ["entry"] = true, ["unfolded"] = true }
-- pandoc keeps `data-` before names that are also attributes of HTML.
local function attr(e, name) return e.attributes[name] or e.attributes['data-' .. name] end
local notes = {}
local used = {}

local function str(text)
  return '"' .. text:gsub('\\', '\\\\'):gsub('"', '\\"'):gsub('\n', ' '):gsub('\r', ' ') .. '"'
end
local function either(e, name) local found = attr(e, name) return found and str(found) or 'none' end
local function raw(text) return pandoc.RawInline('typst', text) end
local function rawblock(text) return pandoc.RawBlock('typst', text) end
local function anchor(id) return id ~= '' and '#anchor(' .. str(id) .. ');' or '' end
-- The end of a call within a line. Without the semicolon Typst would read on: a full stop and a word would be a field.
local function close() return raw('];') end
local function list(...)
  local out = pandoc.List{}
  for _, part in ipairs({...}) do
    if pandoc.utils.type(part) == 'Inline' or pandoc.utils.type(part) == 'Block' then out:insert(part) else out:extend(part) end
  end
  return out
end
-- A function call whose last argument is a run of blocks.
local function call(head, blocks)
  local out = pandoc.List{ rawblock(head .. '[') }
  out:extend(blocks)
  out:insert(rawblock(']'))
  return out
end
local function first_div(blocks, class)
  local found, rest = nil, pandoc.List{}
  for _, block in ipairs(blocks) do
    if not found and block.t == 'Div' and block.classes:includes(class) then found = block else rest:insert(block) end
  end
  return found, rest
end
local function inlines_of(blocks) return pandoc.utils.blocks_to_inlines(blocks, { pandoc.LineBreak() }) end
local function span_of(blocks, class)
  local found
  pandoc.Blocks(blocks):walk { Span = function(s) if s.classes:includes(class) and not found then found = s end end }
  return found
end

-- The last two words of a title stay on one line.
local function joined(inlines)
  for n = #inlines, 1, -1 do
    if inlines[n].t == 'Space' then inlines[n] = pandoc.Str('\u{a0}') break end
  end
  return inlines
end

local function heading(h)
  if h.classes:includes('part') or h.classes:includes('chapter') then joined(h.content) end
  local number = attr(h, 'number')
  if h.classes:includes('part') then
    return pandoc.Plain(list(raw('#part(' .. (number and str(number) or 'none') .. ')['), h.content, raw(']')))
  elseif h.classes:includes('chapter') then
    local part = attr(h, 'part')
    return pandoc.Plain(list(raw('#chapter(' .. (number and str(number) or 'none') .. ', ' .. h.level .. ', '
      .. ((part and part ~= '') and str(part) or 'none') .. ', ' .. str(attr(h, 'plain') or '') .. ', '
      .. str(h.identifier) .. ', ' .. either(h, 'picture') .. ')['), h.content, raw(']')))
  end
  return pandoc.Plain(list(raw('#section(' .. (attr(h, 'rank') or tostring(h.level)) .. ', ' .. h.level .. ', '
    .. str(h.identifier) .. ')['), h.content, raw(']')))
end

local function figure(f)
  local image
  pandoc.Blocks(f.content):walk { Image = function(i) image = image or i end }
  if not image then error('a figure without an image: ' .. f.identifier) end
  local function part(class)
    local s = span_of(f.caption.long, class)
    if not s then return list(raw('none')) end
    return list(raw('['), class == 'title' and joined(s.content) or s.content, raw(']'))
  end
  local alt = pandoc.utils.stringify(image.caption)
  return pandoc.Plain(list(raw('#plate(' .. str(f.identifier) .. ', ' ), part('number'), raw(', '), part('title'), raw(', '),
    part('subtitle'), raw(', '), part('source'), raw(', ' .. str(alt) .. ', ' .. str(image.src) .. ', '
    .. str(attr(f, 'beside')) .. ', ' .. attr(image, 'wide') .. ', ' .. attr(image, 'least') .. ', ' .. either(image, 'fold') .. ')')))
end

-- In a box, a paragraph in small type stays with the one it belongs to.
local function together(blocks)
  local out = pandoc.List{}
  for _, block in ipairs(blocks) do
    local small = block.t == 'Para' and block.content[1].text == '#small[' and #out > 0
    if small then out:extend(call('#together', { out:remove(), block })) else out:insert(block) end
  end
  return out
end

-- A table that a paragraph announces with a colon, or that has a title of its own, follows it on its page; so does a list a single line under a heading.
local function announced(blocks)
  for n = 1, #blocks - 1 do
    local here, after = blocks[n], blocks[n + 1]
    local before = n > 1 and blocks[n - 1]
    local text = here.t == 'Para' and pandoc.utils.stringify(here) or ''
    local title = here.t == 'Para' and #here.content == 1 and here.content[1].t == 'Strong'
    local sheet = after.t == 'RawBlock' and after.text:find('#sheet(', 1, true) and (title or text:find(':$'))
    if sheet then blocks[n + 1] = rawblock((after.text:gsub('#sheet%(', '#sheet(led: true, '))) end
    local line = after.t == 'BulletList' and text ~= '' and #text < 70 and before and before.t == 'Plain'
    if sheet or line then
      local indented = tostring(before and before.t == 'Para')
      blocks[n] = pandoc.Plain(list(raw('#leading(' .. indented .. ')['), here.content, raw(']')))
    end
  end
end

-- A box with a title in front of its content, or with `none` where it has none.
local function titled(head, d)
  local title, rest = first_div(d.content, 'title')
  if not title then return call(head .. 'none)', rest) end
  local out = pandoc.List{ pandoc.Plain(list(raw(head .. '['), inlines_of(title.content), raw('])['))) }
  out:extend(rest)
  out:insert(rawblock(']'))
  return out
end

local function div(d)
  local class = d.classes[1]
  if class == nil then return d.content end
  if class == 'title' then return nil end -- the box around it takes it
  if not known_divs[class] then error('filter.lua does not know the class ' .. class) end
  if class == 'note-body' then return {} end
  local before = anchor(d.identifier) .. '#' .. class
  if class == 'notice' then
    d.content = together(d.content)
    local title = first_div(d.content, 'title')
    local name = title and pandoc.utils.stringify(title):match('^[^:.]*') or ''
    return titled(before .. '(' .. str(attr(d, 'kind') or 'note') .. ', ' .. (attr(d, 'whole') or 'true') .. ', ' .. str(name) .. ', ', d)
  elseif class == 'sheet' then
    return titled(before .. '(' .. str(attr(d, 'key')) .. ', ' .. str(attr(d, 'reach')) .. ', ' .. attr(d, 'size') .. ', ', d)
  elseif class == 'definition' or class == 'unfolded' then
    return titled(before .. '(', d)
  elseif class == 'page' then
    announced(d.content)
    d.content:insert(rawblock('#to-end'))
    local form = attr(d, 'form')
    local out = form == 'reference' and call('#reference', d.content) or d.content
    if form == 'columns' then
      local title = d.content:remove(1)
      out = call('#in-columns(' .. str(attr(d, 'name')) .. ')', d.content)
      out:insert(1, title)
      out = call('#reference', out)
    end
    out = call('#spaced(' .. str(attr(d, 'name')) .. ')', out)
    out:insert(1, rawblock('#to-next'))
    return out
  end
  return call(before, d.content)
end

local function link(a)
  local target = a.target
  if a.classes:includes('note-ref') then
    local id = target:sub(2)
    local body = notes[id]
    if not body then error('no footnote ' .. id) end
    local label = '<note-' .. id:gsub('[^%w]', '-') .. '>'
    if used[id] then return raw('#footnote(' .. label .. ');') end
    used[id] = true
    return list(raw('#[#footnote['), inlines_of(body), raw(']' .. label .. '];'))
  elseif target:sub(1, 1) == '#' then
    local see = a.classes:includes('see')
    return list(raw((see and '#see' or '#link') .. '(label(' .. str(target:sub(2)) .. ')' .. (see and ', ' .. attr(a, 'near') .. ', ' .. attr(a, 'bracketed') or '') .. ')['),
      a.content, close())
  end
  if a.classes:includes('outward') or a.classes:includes('beside') then
    return list(raw('#' .. a.classes[1] .. '(' .. str(target) .. ', ' .. str(attr(a, 'shown') or target) .. ')['), a.content, close())
  end
  local fn = (a.classes:includes('bare') and '#bare') or '#link'
  return list(raw(fn .. '(' .. str(target) .. ')['), a.content, close())
end

local function span(s)
  local out = pandoc.List{}
  if s.identifier ~= '' then out:insert(raw(anchor(s.identifier))) end
  local lang = s.attributes.lang
  if lang then
    local region = lang:match('^%a+%-(%a%a)$')
    out:insert(raw((s.classes:includes('whole') and '#whole' or '#text') .. '(lang: ' .. str(lang:match('^%a+'):lower())
      .. ', region: ' .. (region and str(region) or 'none') .. ')['))
    out:extend(s.content)
    out:insert(close())
  elseif s.classes:includes('small') then
    out:insert(raw('#small[')); out:extend(s.content); out:insert(close())
  elseif s.classes[1] then
    return nil -- a part of a title: the box around it takes it
  else
    out:extend(s.content)
  end
  return out
end

-- Typst makes dashes, dots, lists and headings of these; the pages mean what they say.
local function word(s)
  if s.text:find('%-%-') or s.text:find('%.%.%.') or s.text:find('^%d+%.$') or s.text:find('^[-+=/]+$') then return raw('#text(' .. str(s.text) .. ');') end
end

local function image(i)
  return raw('#box(image(' .. str(i.src) .. ', alt: ' .. str(pandoc.utils.stringify(i.caption)) .. '));')
end

-- A formula needs words for those who listen: its TeX is what mathematicians read aloud.
local function math(m)
  local set = pandoc.write(pandoc.Pandoc{ pandoc.Plain{ m } }, 'typst'):gsub('%s+$', '')
  return raw('#[#set math.equation(alt: ' .. str(m.text) .. ');' .. set .. '];')
end

function Pandoc(doc)
  doc:walk { Div = function(d) if d.classes:includes('note-body') then notes[d.identifier] = d.content:walk { Link = link, Span = span, Str = word } end end }
  -- Figures first, from the outside in: what they hold is read by `figure`, not by `image`.
  return doc:walk { traverse = 'topdown',
    Figure = function(f) local out = figure(f); return out, false end } :walk {
    Link = link, Span = span, Image = image, Math = math, Str = word } :walk { Header = heading, Div = div }
end
