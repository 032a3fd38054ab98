-- The clean tree of press/book/clean/ for EPUB: footnotes, chapter numbers, boxes. The form is in epub.css.

local notes = {}
local function attr(e, name) return e.attributes[name] or e.attributes['data-' .. name] end

local function link(a)
  if a.classes:includes('note-ref') then
    local body = notes[a.target:sub(2)]
    if not body then error('no footnote ' .. a.target) end
    return pandoc.Note(body)
  end
  a.classes = {}
  a.attributes = {}
  return a
end

local function heading(h)
  local number = attr(h, 'number')
  if number then
    if h.classes:includes('part') then
      h.content:insert(1, pandoc.LineBreak())
      h.content:insert(1, pandoc.Str('Part ' .. number))
    else
      h.content:insert(1, pandoc.Str(number .. '\u{2002}'))
    end
  end
  h.attributes = {}
  return h
end

local function div(d)
  if d.classes:includes('note-body') then return {} end
  d.attributes = {}
  return d
end

local function span(s)
  local lang = s.attributes.lang
  s.attributes = lang and { lang = lang } or {}
  return s
end

-- pandoc follows links to boxes and headings, not to figures: the id goes to a box around.
local function figure(f)
  local id = f.identifier
  f.identifier = ''
  f.attributes = {}
  return id ~= '' and pandoc.Div({ f }, pandoc.Attr(id)) or f
end

local function tidy_table(t)
  t.classes = {}
  t.attributes = {}
  return t
end

function Pandoc(doc)
  doc:walk { Div = function(d) if d.classes:includes('note-body') then notes[d.identifier] = d.content end end }
  return doc:walk { Link = link, Header = heading, Div = div, Span = span, Table = tidy_table, Figure = figure,
    Image = function(i) i.attributes = {} return i end }
end
