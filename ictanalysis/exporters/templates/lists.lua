-- Lists of an official document: paragraphs that begin with a dash, and with a plus inside one.
-- Loaded by the filters of both forms on paper; `marked` writes a mark as the form wants it.

return function(marked)
  local as_paragraphs

  local function item_paragraphs(item, mark)
    local blocks = pandoc.List()
    for position, block in ipairs(item) do
      if block.t == "BulletList" or block.t == "OrderedList" then
        blocks:extend(as_paragraphs(block, "+"))
      elseif block.t == "Plain" or block.t == "Para" then
        local inlines = pandoc.List(position == 1 and { marked(mark), pandoc.Str("\u{a0}") } or {})
        inlines:extend(block.content)
        blocks:insert(pandoc.Para(inlines))
      else
        blocks:insert(block)
      end
    end
    return blocks
  end

  as_paragraphs = function(list, dash)
    local blocks = pandoc.List()
    for number, item in ipairs(list.content) do
      local mark = dash
      if list.t == "OrderedList" then
        mark = (list.listAttributes.start + number - 1) .. "."
      end
      blocks:extend(item_paragraphs(item, mark))
    end
    return blocks
  end

  return as_paragraphs
end
