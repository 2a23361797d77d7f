-- From the clean HTML of a document to the paragraphs and styles of a word processor.
-- Runs inside pandoc, in a folder with data.json and the pictures.

local data = {}

local styles = {}

local function styled(name, inlines)
  styles[name] = styles[name] or pandoc.Attr("", {}, { ["custom-style"] = name })
  return pandoc.Div({ pandoc.Para(inlines) }, styles[name])
end

local function raw(xml)
  return pandoc.RawBlock("openxml", xml)
end

local function empty(style)
  return raw('<w:p><w:pPr><w:pStyle w:val="' .. style .. '"/></w:pPr></w:p>')
end

local function read_data(doc)
  local file = assert(io.open("data.json", "rb"))
  data = pandoc.json.decode(file:read("a"), false)
  file:close()
  return doc
end

local function image(stated)
  local file = assert(io.open(stated.file, "rb"))
  pandoc.mediabag.insert(stated.file, stated.media_type, file:read("a"))
  file:close()
  local size = { width = stated.width }
  return pandoc.Image(pandoc.Inlines(stated.alt), stated.file, "", size)
end

local function chart(stated)
  local blocks = pandoc.List()
  for _, part in ipairs({ { "Chart Title", stated.title }, { "Chart Subtitle", stated.subtitle } }) do
    if part[2] ~= "" then blocks:insert(styled(part[1], pandoc.Inlines(part[2]))) end
  end
  blocks:insert(styled(stated.source ~= "" and "Captioned Figure" or "Figure", { image(stated) }))
  if stated.source ~= "" then
    blocks:insert(styled("Chart Source", pandoc.Inlines(stated.source)))
  end
  return blocks
end

function Div(div)
  if div.classes:includes("chart") then
    return chart(data.pictures[div.identifier])
  elseif div.classes:includes("picture") then
    return styled("Figure", { image(data.pictures[div.identifier]) })
  elseif div.classes:includes("signature") then
    return div
  end
  return div.content
end

-- "Annex I" and its title are one heading of two lines, the second in capitals.
function Header(header)
  if not header.classes:includes("annex") then return nil end
  local parts = header.content:filter(function(inline) return inline.t == "Span" end)
  local lines = header.content
  if #parts == 2 then
    local title = pandoc.Span(parts[2].content, { ["custom-style"] = "Annex Title" })
    lines = { pandoc.Span(parts[1].content), pandoc.LineBreak(), title }
  end
  return styled("Annex", { pandoc.Span(lines, { id = header.identifier }) })
end

function HorizontalRule()
  return empty("HorizontalRule")
end

function CodeBlock(code)
  code.classes = {}
  return code
end

local function is_number(cell)
  return cell.classes:includes("number")
end

local function heading_style(cell)
  if is_number(cell) then return "Table Heading Number" end
  return cell.col_span > 1 and "Table Heading Group" or "Table Heading"
end

local function text_style(row)
  local kind, number = "Table Text", "Table Number"
  if row.classes:includes("total") then
    kind, number = "Table Total", "Table Total Number"
  elseif row.classes:includes("group") then
    kind = "Table Group"
  end
  return function(cell) return is_number(cell) and number or kind end
end

local function style_cells(row, style)
  for _, cell in ipairs(row.cells) do
    cell.alignment = "AlignDefault"
    local name = style(cell)
    local blocks = cell.contents
    if #blocks == 0 then blocks = pandoc.Blocks({ pandoc.Plain({ pandoc.Str("") }) }) end
    cell.contents = blocks:map(function(block)
      local words = block.t == "Para" or block.t == "Plain"
      return words and styled(name, block.content) or block
    end)
  end
end

local function style_rows(rows, style_of)
  for _, row in ipairs(rows) do style_cells(row, style_of(row)) end
end

-- Two tables with nothing between them would become one.
function Table(tbl)
  if #tbl.colspecs == 0 then return tbl.caption.long end
  local heading = function() return heading_style end
  style_rows(tbl.head.rows, heading)
  for _, part in ipairs(tbl.bodies) do
    style_rows(part.head, text_style)
    style_rows(part.body, text_style)
  end
  style_rows(tbl.foot.rows, text_style)
  return { tbl, empty("TableEnd") }
end

local folder = pandoc.path.directory(PANDOC_SCRIPT_FILE)
local as_paragraphs = dofile(pandoc.path.join({ folder, "lists.lua" }))(pandoc.Str)

local function official_list(list)
  if data.official then return as_paragraphs(list, "-"), false end
end

local function is_annex(block)
  return block.t == "Div" and block.attributes["custom-style"] == "Annex"
end

local function is_signature(block)
  return block and block.t == "Div" and block.classes:includes("signature")
end

-- What stands in a place of its own: the last words before the signature stay on its page; what
-- follows it begins another, which an annex does by itself; after the heading of an annex comes
-- the line that says which report it belongs to.
local function place(doc)
  local blocks = pandoc.List({ raw(data.opening) })
  for number, block in ipairs(doc.blocks) do
    local before, after = doc.blocks[number - 1], doc.blocks[number + 1]
    if is_signature(block) then
      blocks:insert(raw(data.signature))
      if after and not is_annex(after) then blocks:insert(empty("PageBreak")) end
    elseif block.t == "Para" and is_signature(after) then
      blocks:insert(styled("Closing", block.content))
    elseif block.t == "Para" and before and is_annex(before) then
      blocks:insert(styled("Annex Reference", block.content))
    else
      blocks:insert(block)
    end
  end
  doc.blocks = blocks
  return doc
end

return {
  { Pandoc = read_data },
  { Div = Div, Header = Header, HorizontalRule = HorizontalRule, CodeBlock = CodeBlock },
  { Table = Table },
  { traverse = "topdown", BulletList = official_list, OrderedList = official_list },
  { Pandoc = place },
}
