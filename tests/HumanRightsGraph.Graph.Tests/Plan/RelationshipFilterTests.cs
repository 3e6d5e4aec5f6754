namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>What is asked of relationships and of their number (docs/semantics.md, "Filters", "Order and pages").</summary>
public sealed class RelationshipFilterTests
{
    private static readonly SmallGraph Graph = SampleGraphs.Citations;

    [Theory]
    [InlineData("{edge: {paragraph: {startsWith: \"OP\"}}}", "a OP1")]
    [InlineData("{edge: {dateMismatch: {neq: true}}}", "a PP2, b PP1")]
    [InlineData("{edge: {form: {eq: null}}, title: {eq: \"Water\"}}", "a OP1")]
    [InlineData("{or: [{edge: {paragraph: {eq: \"PP1\"}}}, {edge: {form: {icontains: \"A\"}}}]}", "a PP2, b PP1")]
    [InlineData("{not: {edge: {paragraph: {in: [\"OP1\", \"PP1\"]}}}}", "a PP2")]
    [InlineData("{edge: {not: {paragraph: {startsWith: \"PP\"}}, or: [{form: {eq: null}}, {dateMismatch: {eq: false}}]}}", "a OP1")]
    [InlineData("{edge: {}}", "a OP1, a PP2, b PP1")]
    [InlineData("{edge: null}", "a OP1, a PP2, b PP1")]
    public void A_connections_filter_asks_of_node_and_relationship_together(string where, string expected) =>
        Assert.Equal(expected, Paragraphs($"where: {where}"));

    [Theory]
    [InlineData("{cites: {some: {edge: {paragraph: {startsWith: \"OP\"}}}}}", "r s")]
    [InlineData("{cites: {some: {edge: {dateMismatch: {eq: true}}}}}", "r")]
    // One entry has to fulfil both: OP1 leads to a and not to b.
    [InlineData("{cites: {some: {id: {eq: \"b\"}, edge: {paragraph: {eq: \"OP1\"}}}}}", "")]
    [InlineData("{cites: {none: {edge: {paragraph: {startsWith: \"OP\"}}}}}", "a b t")]
    [InlineData("{cites: {all: {edge: {paragraph: {startsWith: \"PP\"}}}}}", "a b t")]
    [InlineData("{citedBy: {some: {edge: {citedDate: {gte: \"2023-07-13\"}}}}}", "b")]
    [InlineData("{votes: {some: {edge: {position: {eq: AGAINST}}, name: {eq: \"Germany\"}}}}", "r")]
    [InlineData("{extends: {some: {edge: {years: {gt: 1}}}}}", "r")]
    public void A_quantifier_asks_of_node_and_relationship_together(string where, string ids) => Assert.Equal(ids, Ids($"where: {where}"));

    [Theory]
    [InlineData("{cites: {count: {gte: 2}}}", "r")]
    [InlineData("{cites: {count: {eq: 0}}}", "a b t")]
    [InlineData("{cites: {count: {in: [1, null]}}}", "s")]
    [InlineData("{cites: {count: {neq: 1}}}", "a b r t")]
    [InlineData("{citedBy: {count: {where: {edge: {paragraph: {startsWith: \"PP\"}}}, eq: 1}}}", "a b")]
    [InlineData("{cites: {count: {where: {title: {eq: \"Water\"}}, gt: 1}}}", "r")]
    [InlineData("{cites: {count: {gt: null}}}", "")]
    [InlineData("{cites: {count: {}}}", "a b r s t")]
    [InlineData("{cites: {count: null, some: {}}}", "r s")]
    public void A_filter_counts_entries_with_a_filter_of_their_own(string where, string ids) => Assert.Equal(ids, Ids($"where: {where}"));

    [Theory]
    [InlineData("order: [{edge: {paragraph: ASC}}]", "a OP1, b PP1, a PP2")]
    [InlineData("order: [{edge: {paragraph: DESC}}]", "a PP2, b PP1, a OP1")]
    [InlineData("order: [{edge: {form: ASC}}, {id: DESC}, {edge: {paragraph: DESC}}]", "a PP2, b PP1, a OP1")]
    [InlineData("order: [{id: DESC}, {edge: {paragraph: DESC}}]", "b PP1, a PP2, a OP1")]
    [InlineData("order: [{citedByCount: DESC}]", "a OP1, a PP2, b PP1")]
    public void A_property_of_the_relationship_orders(string order, string expected) => Assert.Equal(expected, Paragraphs(order));

    [Fact]
    public void A_count_orders_nulls_there_are_none() =>
        Assert.Equal("r s a b t", Ids("order: [{citesCount: DESC}]"));

    [Fact]
    public void Pages_go_on_behind_a_cursor_of_relationships_that_share_their_ends()
    {
        const string query = "{ resolution(symbol: \"r\") { cites(first: 1, order: [{edge: {form: DESC}}, {citedByCount: ASC}]CURSOR) { edges { paragraph } pageInfo { endCursor hasNextPage } } } }";
        var seen = new List<string>();
        for (var cursor = ""; seen.Count < 5;)
        {
            var data = Graph.Data(query.Replace("CURSOR", cursor));
            seen.Add(data.Split("'paragraph':'")[1].Split('\'')[0]);
            if (data.Contains("'hasNextPage':false", StringComparison.Ordinal)) break;
            cursor = $", after: \"{data.Split("'endCursor':'")[1].Split('\'')[0]}\"";
        }
        Assert.Equal(["PP2", "OP1", "PP1"], seen);
    }

    [Fact]
    public void Counts_and_relationships_count_against_the_limits_of_a_filter()
    {
        var deep = string.Concat(Enumerable.Repeat("cites: {count: {where: {", 6)) + "id: {eq: \"a\"}" + string.Concat(Enumerable.Repeat("}, eq: 1}}", 6));
        Assert.Equal("LIMIT_EXCEEDED", Graph.Error($"{{ resolutions(where: {{{deep}}}) {{ totalCount }} }}").Code);
        var wide = string.Join(", ", Enumerable.Repeat("{edge: {form: {eq: \"x\"}}}", 60));
        Assert.Equal("LIMIT_EXCEEDED", Graph.Error($"{{ resolution(symbol: \"r\") {{ cites(where: {{or: [{wide}]}}) {{ totalCount }} }} }}").Code);
    }

    private static string Ids(string arguments) =>
        string.Join(' ', Graph.Data($"{{ resolutions({arguments}) {{ nodes {{ id }} }} }}").Split("'id':'").Skip(1).Select(t => t.Split('\'')[0]));

    private static string Paragraphs(string arguments) => string.Join(", ", Graph.Data($"{{ resolution(symbol: \"r\") {{ cites({arguments}) {{ edges {{ node {{ id }} paragraph }} }} }} }}")
        .Split("'id':'").Skip(1).Select(t => $"{t.Split('\'')[0]} {t.Split("'paragraph':'")[1].Split('\'')[0]}"));
}
