using HumanRightsGraph.Graph.Plan;

namespace HumanRightsGraph.Graph.Tests.Plan;

public sealed class SearchTests
{
    private static readonly SmallGraph Graph = SampleGraphs.Texts;

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
    [InlineData("{document: {title: {startsWith: \"Clean\"}}}", "A/HRC/RES/53/1")]
    [InlineData("{resolution: {}}", "A/HRC/RES/53/1")]
    [InlineData("{or: [{report: {}}, {provision: {text: {icontains: \"AIR\"}}}]}", "A/HRC/RES/53/2#OP1")]
    [InlineData("{provision: null, document: {provisions: {any: false}}}", "A/HRC/RES/53/1")]
    public void A_search_is_narrowed_by(string where, string expected) =>
        Assert.Equal($"{{'search':{{'nodes':[{{'id':'{expected}'}}]}}}}", Graph.Data($"{{ search(text: \"clean water\", where: {where}) {{ nodes {{ id }} }} }}"));

    [Theory]
    [InlineData("EAU", "{'field':'title','language':'FR','fragment':'L&#39;<mark>eau</mark> propre','ranges':[{'start':2,'end':5}]}")]
    [InlineData("洁饮水", "{'field':'title','language':'ZH','fragment':'清<mark>洁饮水</mark>权','ranges':[{'start':1,'end':4}]}")]
    [InlineData("clean water", "{'field':'title','language':null,'fragment':'<mark>Clean</mark> <mark>Water</mark>','ranges':[{'start':0,'end':5},{'start':6,'end':11}]}")]
    public void What_was_found_is_marked(string text, string highlight) => Assert.Equal(
        $"{{'search':{{'edges':[{{'score':4,'highlights':[{highlight}]}}]}}}}",
        Graph.Data($"{{ search(text: \"{text}\", first: 1) {{ edges {{ score highlights {{ field language fragment ranges {{ start end }} }} }} }} }}"));

    [Fact]
    public void A_fragment_is_the_part_around_the_first_place_and_nothing_in_it_is_markup()
    {
        var text = new string('x', 100) + " <script>alert('1')</script> & \"the\" cafe\u0301 " + new string('y', 300) + " Cafe";
        var graph = new SmallGraph().Node("Provision", "p", ("text", text)).Node("Resolution", "r", ("title", "Cafe"), ("title_en", "Cafe"));
        var data = graph.Data("{ search(text: \"CAFE\") { edges { highlights { fragment ranges { start end } } } } }");
        // A title as stored that a language repeats stands once.
        Assert.StartsWith("{'search':{'edges':[{'highlights':[{'fragment':'<mark>Cafe</mark>','ranges':[{'start':0,'end':4}]}]},", data);
        Assert.Contains("'fragment':'…&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt; &amp; &quot;the&quot; <mark>cafe\u0301</mark> yyy", data);
        Assert.Contains("yyy…','ranges':[{'start':137,'end':142},{'start':444,'end':448}]", data);
    }

    [Fact]
    public void A_search_has_pages_from_its_end() =>
        Assert.Equal("{'search':{'nodes':[{'id':'A/HRC/RES/53/2#OP1'}],'pageInfo':{'hasNextPage':false,'hasPreviousPage':true}}}",
            Graph.Data("{ search(text: \"clean\", last: 1) { nodes { id } pageInfo { hasNextPage hasPreviousPage } } }"));

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
