using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Every operator, on values and on null (docs/semantics.md, "Filters").</summary>
public sealed class FilterTests
{
    private static readonly GraphModel Model = GraphSchemaReader.Read("""
        enum Size { SMALL LARGE }
        scalar Date
        type Box @node(labels: ["Box"]) @root(field: "box", list: "boxes") {
          id: ID! @unique
          name: String
          n: Int
          x: Float
          open: Boolean
          day: Date
          size: Size
          tags: [String!]
          days: [Date!]
          within: Box @relationship(type: "IN", direction: OUT)
          boxes: [Box!]! @relationship(type: "IN", direction: IN)
        }
        """).Model!;

    // f is in e and d, e is in d; a is empty of all.
    private static readonly SmallGraph Boxes = new SmallGraph(Model)
        .Node("Box", "a")
        .Node("Box", "b", ("name", "Ärger"), ("n", 1), ("x", -0.0), ("open", true), ("day", "2020-02-29"), ("size", "SMALL"), ("tags", new[] { "red", "blue" }), ("days", new[] { "2020-01-01" }))
        .Node("Box", "c", ("name", "ärGER and more"), ("n", 2), ("x", 1.5), ("open", false), ("day", "2021-01-01"), ("size", "LARGE"), ("tags", Array.Empty<string>()))
        .Node("Box", "d", ("name", ""), ("n", -5), ("x", 1e300))
        .Node("Box", "e", ("name", "😀\uFFFD"), ("n", 2))
        .Node("Box", "f", ("name", "x"))
        .Link("f", "IN", "e").Link("f", "IN", "d").Link("e", "IN", "d");

    [Theory]
    [InlineData("{}", "abcdef")]
    [InlineData("null", "abcdef")]
    [InlineData("{name: null}", "abcdef")]
    [InlineData("{name: {}}", "abcdef")]
    [InlineData("{name: {eq: null}}", "a")]
    [InlineData("{name: {neq: null}}", "bcdef")]
    [InlineData("{name: {eq: \"\"}}", "d")]
    [InlineData("{name: {neq: \"x\"}}", "abcde")]
    [InlineData("{name: {in: [\"x\", null]}}", "af")]
    [InlineData("{name: {in: null}}", "")]
    [InlineData("{name: {in: []}}", "")]
    [InlineData("{name: {nin: [\"x\", null]}}", "bcde")]
    [InlineData("{name: {nin: null}}", "abcdef")]
    [InlineData("{name: {contains: \"r\"}}", "bc")]
    [InlineData("{name: {ncontains: \"r\"}}", "adef")]
    [InlineData("{name: {startsWith: \"\"}}", "bcdef")]
    [InlineData("{name: {startsWith: null}}", "")]
    [InlineData("{name: {nstartsWith: null}}", "abcdef")]
    [InlineData("{name: {endsWith: \"\\uFFFD\"}}", "e")]
    [InlineData("{name: {nendsWith: \"ger\"}}", "acdef")]
    [InlineData("{name: {ieq: \"äRGER\"}}", "b")]
    [InlineData("{name: {ieq: null}}", "")]
    [InlineData("{name: {icontains: \"ÄRG\"}}", "bc")]
    [InlineData("{name: {istartsWith: \"Ä\"}}", "bc")]
    [InlineData("{name: {iendsWith: \"MORE\"}}", "c")]
    [InlineData("{name: {contains: \"g\", startsWith: \"Ä\"}}", "b")]
    [InlineData("{n: {gt: 1}}", "ce")]
    [InlineData("{n: {ngt: 1}}", "abdf")]
    [InlineData("{n: {gte: 1, lt: 2}}", "b")]
    [InlineData("{n: {lte: 1}}", "bd")]
    [InlineData("{n: {nlte: 1}}", "acef")]
    [InlineData("{n: {nlt: 1}}", "abcef")]
    [InlineData("{n: {ngte: 1}}", "adf")]
    [InlineData("{n: {gt: null}}", "")]
    [InlineData("{x: {eq: 0}}", "b")]
    [InlineData("{x: {gte: 0}}", "bcd")]
    [InlineData("{open: {eq: false}}", "c")]
    [InlineData("{open: {neq: false}}", "abdef")]
    [InlineData("{day: {gt: \"2020-02-28\", lt: \"2020-03-01\"}}", "b")]
    [InlineData("{size: {in: [LARGE, null]}}", "acdef")]
    [InlineData("{tags: {some: {startsWith: \"r\"}}}", "b")]
    [InlineData("{tags: {all: {contains: \"e\"}}}", "abcdef")]
    [InlineData("{tags: {all: {eq: \"red\"}}}", "acdef")]
    [InlineData("{tags: {none: {eq: \"red\"}}}", "acdef")]
    [InlineData("{tags: {any: true}}", "b")]
    [InlineData("{tags: {any: false}}", "acdef")]
    [InlineData("{tags: {some: {}}}", "b")]
    [InlineData("{tags: {any: null, some: null}}", "abcdef")]
    [InlineData("{days: {some: {lt: \"2020-01-02\"}}}", "b")]
    [InlineData("{within: null}", "abcd")]
    [InlineData("{within: {}}", "ef")]
    [InlineData("{within: {id: {eq: \"e\"}}}", "")]
    [InlineData("{within: {id: {eq: \"d\"}}}", "ef")]
    [InlineData("{within: {n: {eq: null}}}", "")]
    [InlineData("{not: {within: {n: {eq: -5}}}}", "abcd")]
    [InlineData("{boxes: {some: {n: {eq: 2}}}}", "d")]
    [InlineData("{boxes: {none: {n: {eq: 2}}}}", "abcef")]
    [InlineData("{boxes: {all: {n: {eq: 2}}}}", "abcf")]
    [InlineData("{boxes: {any: true}}", "de")]
    [InlineData("{boxes: {some: {boxes: {some: {id: {eq: \"f\"}}}}}}", "d")]
    [InlineData("{boxes: {some: {id: {in: [\"f\", \"nothing\"]}}}, n: {gt: 0}}", "e")]
    [InlineData("{or: []}", "")]
    [InlineData("{and: []}", "abcdef")]
    [InlineData("{or: [{id: {eq: \"f\"}}, {boxes: {some: {id: {eq: \"f\"}}}}]}", "def")]
    [InlineData("{or: [{id: {eq: \"f\"}}, {n: {eq: 1}}]}", "bf")]
    [InlineData("{not: {or: [{n: {gt: 0}}, {name: {eq: null}}]}}", "df")]
    [InlineData("{and: [{n: {gt: 0}}, {not: {n: {eq: 1}}}]}", "ce")]
    [InlineData("{id: {nin: [\"a\", \"b\"]}, or: null, and: null, not: null}", "cdef")]
    [InlineData("{id: {in: [\"f\", \"a\", \"f\"]}}", "af")]
    [InlineData("{id: {eq: null}}", "")]
    public void A_filter_lets_through(string where, string expected)
    {
        var data = Boxes.Data($"{{ boxes(where: {where}) {{ totalCount nodes {{ id }} }} all: boxes(where: {where}, last: 500, order: {{n: DESC}}) {{ totalCount }} }}");
        Assert.Equal(expected, string.Concat(data.Split("'id':'").Skip(1).Select(t => t[0])));
        Assert.Equal(2, data.Split($"'totalCount':{expected.Length}").Length - 1);
    }

    [Theory]
    [InlineData("[{n: ASC}]", "dbceaf")]
    [InlineData("[{n: DESC}]", "cebdaf")]
    [InlineData("[{n: DESC}, {id: DESC}]", "ecbdfa")]
    [InlineData("{name: ASC}", "dfbcea")]
    [InlineData("[{open: ASC}]", "cbadef")]
    [InlineData("[{size: ASC}, {id: DESC}]", "cbfeda")]
    [InlineData("[{within: {n: ASC}}]", "efabcd")]
    [InlineData("[{within: {id: DESC}}, {id: DESC}]", "fedcba")]
    [InlineData("[{n: DESC, name: ASC}]", "dfbcea")]
    [InlineData("[{x: DESC}]", "dcbaef")]
    [InlineData("[{day: null}, null]", "")]
    [InlineData("[{day: null}]", "abcdef")]
    public void An_order_puts(string order, string expected)
    {
        if (expected.Length == 0)
        {
            Assert.Equal("GRAPHQL_VALIDATION_FAILED", Boxes.Error($"{{ boxes(order: {order}) {{ nodes {{ id }} }} }}").Code);
            return;
        }
        var data = Boxes.Data($"{{ boxes(order: {order}) {{ nodes {{ id }} }} }}");
        Assert.Equal(expected, string.Concat(data.Split("'id':'").Skip(1).Select(t => t[0])));
    }

    [Fact]
    public void An_operator_without_a_value_says_nothing()
    {
        const string query = "query($a: String, $w: BoxFilterInput) { boxes(where: {name: {eq: $a}, not: $w}) { totalCount } }";
        Assert.Equal("{'boxes':{'totalCount':6}}", Boxes.Data(query));
        Assert.Equal("{'boxes':{'totalCount':1}}", Boxes.Data(query, "{\"a\":null}"));
        Assert.Equal("{'boxes':{'totalCount':5}}", Boxes.Data(query, "{\"w\":{\"name\":{\"eq\":\"x\"}}}"));
    }
}
