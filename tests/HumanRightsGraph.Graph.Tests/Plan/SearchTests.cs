using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Graph.Tests.Plan;

public sealed class SearchTests
{
    private static readonly SmallGraph Graph = new SmallGraph()
        .Node("Resolution", "A/HRC/RES/53/1", ("title", "Clean Water"), ("title_fr", "L'eau propre"), ("title_zh", "清洁饮水权"))
        .Node("Resolution", "A/HRC/RES/53/2", ("title", "Air"))
        .Node("Provision", "A/HRC/RES/53/2#OP1", ("text", "Calls for clean air and, once more, clean water."))
        .Node("Provision", "A/HRC/RES/53/2#OP2", ("text", "促请各国保障饮水"))
        .Node("State", "FRA", ("name", "France"), ("name_ru", "Франция"))
        .Node("Body", "water", ("title", "Clean water"));

    [Theory]
    [InlineData("clean water", "A/HRC/RES/53/1:4 A/HRC/RES/53/2#OP1:1")]
    [InlineData("WATER, clean!", "A/HRC/RES/53/1:4 A/HRC/RES/53/2#OP1:1")]
    [InlineData("water eau", "")]
    [InlineData("EAU", "A/HRC/RES/53/1:4")]
    [InlineData("air", "A/HRC/RES/53/2:4 A/HRC/RES/53/2#OP1:1")]
    [InlineData("res 53", "A/HRC/RES/53/1:2 A/HRC/RES/53/2:2")]
    [InlineData("франция", "FRA:4")]
    [InlineData("饮水", "A/HRC/RES/53/1:4 A/HRC/RES/53/2#OP2:1")]
    [InlineData("水", "A/HRC/RES/53/1:4 A/HRC/RES/53/2#OP2:1")]
    [InlineData("洁饮水", "A/HRC/RES/53/1:4")]
    [InlineData("水饮", "")]
    [InlineData("wat", "")]
    [InlineData("ater", "")]
    [InlineData("l eau propre", "A/HRC/RES/53/1:4")]
    [InlineData(" ?! ", "")]
    [InlineData("", "")]
    public void A_search_finds_what_has_all_the_words_the_best_first(string text, string expected)
    {
        var data = Graph.Data($"{{ search(text: \"{text}\") {{ totalCount edges {{ node {{ id }} score }} }} }}");
        var found = data.Split("'id':'").Skip(1).Select(t => t.Split('\'')[0] + ":" + t.Split("'score':")[1].Split('}')[0]).ToList();
        Assert.Equal(expected, string.Join(' ', found));
        Assert.Contains($"'totalCount':{found.Count},", data);
    }

    [Theory]
    [InlineData("{type: {in: [Provision]}}", "A/HRC/RES/53/2#OP1")]
    [InlineData("{type: {neq: Provision}}", "A/HRC/RES/53/1")]
    [InlineData("{not: {id: {eq: \"A/HRC/RES/53/1\"}}}", "A/HRC/RES/53/2#OP1")]
    public void A_search_is_narrowed_by(string where, string expected) =>
        Assert.Equal($"{{'search':{{'nodes':[{{'id':'{expected}'}}]}}}}", Graph.Data($"{{ search(text: \"clean water\", where: {where}) {{ nodes {{ id }} }} }}"));

    [Fact]
    public void A_search_goes_on_behind_its_cursor()
    {
        var data = Graph.Data("{ search(text: \"clean\", first: 1) { pageInfo { hasNextPage hasPreviousPage endCursor } } }");
        Assert.StartsWith("{'search':{'pageInfo':{'hasNextPage':true,'hasPreviousPage':false", data);
        var cursor = data.Split("'endCursor':'")[1].Split('\'')[0];
        Assert.Equal("{'search':{'nodes':[{'id':'A/HRC/RES/53/2#OP1'}],'pageInfo':{'hasNextPage':false,'hasPreviousPage':true}}}",
            Graph.Data($"{{ search(text: \"clean\", after: \"{cursor}\") {{ nodes {{ id }} pageInfo {{ hasNextPage hasPreviousPage }} }} }}"));
    }

    [Theory]
    [InlineData("A/HRC/RES/53-1, foo", "a hrc res 53 1 foo")]
    [InlineData("Été 2023 x2", "été 2023 x2")]
    [InlineData("第53/13号决议", "第 53 13 号决 决议")]
    [InlineData("人人 a 人", "人人 a 人")]
    [InlineData("مُحَمَّد e\u0301t", "محمد et")]
    [InlineData("\uD800x 𝐀𠀀𠀁", "x 𝐀 𠀀𠀁")]
    public void Words_are_runs_of_letters_and_digits_and_Chinese_goes_by_pairs(string text, string tokens) =>
        Assert.Equal(tokens, string.Join(' ', SearchText.Tokens(text)));
}
