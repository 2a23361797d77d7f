-- From the clean HTML of a document to the calls of report.typ.
-- Runs inside pandoc, which has escaped all text by then.

local form = "plain"

local function typst_string(text)
  return '"' .. text:gsub('[\\"]', "\\%0") .. '"'
end

local function call(name, argument)
  return pandoc.RawBlock("typst", "#" .. name .. "(" .. (argument or "") .. ")")
end

local function escaped(text)
  return (text:gsub("%p", "\\%0"))
end

local function literal(text)
  return pandoc.RawInline("typst", escaped(text))
end

local LONGEST_UNBROKEN = 24

-- Typst reads "..." as an ellipsis, "-5" as a minus sign and a "+" alone as the mark of a list; the
-- text keeps its characters.
-- A date, a document number or "minutes/day" is not broken over two lines.
function Str(str)
  local text = str.text
  if text:find("%w[/%-]%w") and utf8.len(text) <= LONGEST_UNBROKEN then
    return pandoc.RawInline("typst", "#box[" .. escaped(text) .. "]")
  elseif text:find("...", 1, true) or text:find("%-[%-%?%d]") or text:find("^[%+%-=/]+$") then
    return literal(text)
  end
end

function Span(span)
  return span.content
end

function CodeBlock(code)
  code.classes = {}
  return code
end

function Div(div)
  if div.classes:includes("chart") then
    return call("chart", typst_string(div.identifier))
  elseif div.classes:includes("picture") then
    return call("picture", typst_string(div.identifier))
  elseif div.classes:includes("signature") then
    return div
  end
  return div.content
end

local function body_rows(tbl)
  local rows = pandoc.List()
  for _, part in ipairs(tbl.bodies) do
    rows:extend(part.head)
    rows:extend(part.body)
  end
  rows:extend(tbl.foot.rows)
  return rows
end

local function is_number(cell)
  return cell.classes:includes("number")
end

local function embolden(row)
  for _, cell in ipairs(row.cells) do
    cell.contents = cell.contents:walk({
      Plain = function(plain) return pandoc.Plain(pandoc.Strong(plain.content)) end,
    })
  end
end

local function align(rows, spanning)
  for _, row in ipairs(rows) do
    for _, cell in ipairs(row.cells) do
      if is_number(cell) then
        cell.alignment = "AlignRight"
      else
        cell.alignment = cell.col_span > 1 and spanning or "AlignLeft"
      end
    end
  end
end

-- A row that names those under it stays with the first of them, as only a header does. Pandoc writes
-- none within a table, so such a row is written with a call in it, and the call is replaced.
local function in_typst(tbl)
  local names = pandoc.List()
  for _, row in ipairs(body_rows(tbl)) do
    if row.classes:includes("group") then
      names:insert(pandoc.write(pandoc.Pandoc(row.cells[1].contents), "typst-smart"))
      row.cells[1].contents = { pandoc.Plain({ pandoc.RawInline("typst", "#group-" .. #names) }) }
    end
  end
  local written = pandoc.write(pandoc.Pandoc({ tbl }), "typst-smart")
  return (written:gsub("(table%.cell%([^\n]-%))%[#group%-(%d+)%]", function(cell, number)
    return "table.header(level: 2, repeat: false, " .. cell .. "[" .. names[tonumber(number)] .. "])"
  end))
end

local KEEP_WHOLE = 15
local WIDE = 7

function Table(tbl)
  local rows = body_rows(tbl)
  if #tbl.colspecs == 0 or #rows + #tbl.head.rows == 0 then return tbl.caption.long end
  align(tbl.head.rows, "AlignCenter")
  align(rows, "AlignLeft")
  for _, row in ipairs(tbl.head.rows) do embolden(row) end
  for _, row in ipairs(tbl.foot.rows) do embolden(row) end
  for _, row in ipairs(rows) do
    if row.classes:includes("total") or row.classes:includes("group") then embolden(row) end
  end
  local written = in_typst(tbl:walk({ Str = Str }))
  if #tbl.colspecs >= WIDE then
    written = "#wide[\n" .. written .. "]"
  end
  if #rows <= KEEP_WHOLE then
    written = "#whole[\n" .. written .. "]"
  end
  return pandoc.RawBlock("typst", written)
end

local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local as_paragraphs = dofile(pandoc.path.join({ folder, "lists.lua" }))(literal)

local function official_list(list)
  if form == "official" then return as_paragraphs(list, "-"), false end
end

-- The signature ends the last paragraph before it; what follows it begins another page.
local function place_signature(doc)
  local blocks = pandoc.List()
  for number, block in ipairs(doc.blocks) do
    if block.t == "Div" and block.classes:includes("signature") then
      local last = blocks:remove()
      if last and last.t == "Para" then
        last.content:insert(1, pandoc.RawInline("typst", "#closing["))
        last.content:insert(pandoc.RawInline("typst", "]"))
        blocks:insert(last)
      else
        if last then blocks:insert(last) end
        blocks:insert(call("signature"))
      end
      if number < #doc.blocks then blocks:insert(call("pagebreak")) end
    else
      blocks:insert(block)
    end
  end
  doc.blocks = blocks
  return doc
end

local function annex_lines(block)
  if block.t ~= "Header" or not block.classes:includes("annex") then return {} end
  return block.content:filter(function(inline) return inline.t == "Span" end)
end

-- The heading of an annex is its number, a line of its own, and its title in capitals; in the
-- outline the two are one line. The paragraph after it says which report it belongs to. A heading of
-- other parts is a heading like any.
local function place_annexes(doc)
  local blocks, begun, reference = pandoc.List(), false, nil
  for number, block in ipairs(doc.blocks) do
    local spans = annex_lines(block)
    if #spans == 2 then
      local first = not begun
      if first then blocks:insert(pandoc.RawBlock("typst", "#show: annexes")) end
      begun = true
      local title = pandoc.List(spans[2].content)
      block.content = spans[1].content:clone()
      block.content:extend({ pandoc.Str(":"), pandoc.Space() })
      block.content:extend(title)
      blocks:insert(pandoc.RawBlock("typst", first and "#annex(first: true, [" or "#annex(["))
      blocks:extend({ pandoc.Plain(spans[1].content), pandoc.RawBlock("typst", "], [") })
      blocks:extend({ pandoc.Plain(title), pandoc.RawBlock("typst", "], [") })
      local after = doc.blocks[number + 1]
      if after and after.t == "Para" then
        blocks:insert(after)
        reference = number + 1
      end
      blocks:extend({ pandoc.RawBlock("typst", "])["), block, pandoc.RawBlock("typst", "]") })
    elseif number ~= reference then
      blocks:insert(block)
    end
  end
  doc.blocks = blocks
  return doc
end

return {
  { Pandoc = place_annexes },
  { Meta = function(meta) form = pandoc.utils.stringify(meta.form) end },
  { Span = Span, CodeBlock = CodeBlock, Div = Div },
  { Table = Table }, -- measures its words, which are out of sight once they are Typst's
  { Str = Str },
  { traverse = "topdown", BulletList = official_list, OrderedList = official_list },
  { Pandoc = place_signature },
}
