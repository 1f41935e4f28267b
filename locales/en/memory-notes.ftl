# What is told of taking files into a memory

# $count: units whose text had inline tags
notice-memory-tagged = { $count ->
    [one] One unit has inline tags; the memory keeps its words alone.
   *[other] { $count } units have inline tags; the memory keeps their words alone.
}
