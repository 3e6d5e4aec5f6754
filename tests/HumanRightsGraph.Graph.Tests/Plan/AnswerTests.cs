using System.Text.Json;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>The form of answers: order of members, fragments, conditions, null propagation.</summary>
public sealed class AnswerTests
{
    private static readonly SmallGraph Mission = MissionTests.Graph();

    [Theory]
    [InlineData("{ b: session(id: \"HRC/56\") { number } a: session(id: \"HRC/53\") { n: number id } b: session(id: \"HRC/56\") { id number } }",
        "{'b':{'number':56,'id':'HRC/56'},'a':{'n':53,'id':'HRC/53'}}")]
    [InlineData("{ document(symbol: \"A/HRC/56/10\") { __typename ...R ... on Resolution { number } ... on Node { id } } } fragment R on Report { title publishedOn }",
        "{'document':{'__typename':'Report','title':'Water report','publishedOn':'2024-05-02','id':'A/HRC/56/10'}}")]
    [InlineData("{ documents { nodes { ... on Report { kind: __typename } ... on Resolution { number } id } } }",
        "{'documents':{'nodes':[{'kind':'Report','id':'A/HRC/56/10'},{'number':'53/1','id':'A/HRC/RES/53/1'},{'number':null,'id':'A/HRC/RES/53/2'}]}}")]
    [InlineData("{ __typename documents(first: 1) { __typename edges { __typename } pageInfo { __typename } } }",
        "{'__typename':'Query','documents':{'__typename':'DocumentConnection','edges':[{'__typename':'DocumentEdge'}],'pageInfo':{'__typename':'PageInfo'}}}")]
    [InlineData("{ node(id: \"OHCHR\") { __typename id ... on Mechanism { name } } report(symbol: \"A/HRC/RES/53/1\") { id } session(id: \"HRC/999\") { id } }",
        "{'node':{'__typename':'Mechanism','id':'OHCHR','name':'Office of the High Commissioner'},'report':null,'session':null}")]
    [InlineData("{ nodes(ids: [\"HRC/56\", \"nothing\", \"HRC\"]) { id } }", "{'nodes':[{'id':'HRC/56'},null,{'id':'HRC'}]}")]
    [InlineData("{ mechanism(id: \"OHCHR\") { name(language: FR) en: name } }", "{'mechanism':{'name':null,'en':'Office of the High Commissioner'}}")]
    [InlineData("{ session(id: \"HRC/56\") { resolutions { totalCount } adopted { totalCount } reports { nodes { symbol } } } }",
        "{'session':{'resolutions':{'totalCount':0},'adopted':{'totalCount':0},'reports':{'nodes':[{'symbol':'A/HRC/56/10'}]}}}")]
    [InlineData("{ session(id: \"HRC/66\") { sittingsFrom documentsKnown closesOn } }", "{'session':{'sittingsFrom':null,'documentsKnown':null,'closesOn':null}}")]
    [InlineData("{ report(symbol: \"A/HRC/56/10\") { fulfils { edges { source node { id } } } } }",
        "{'report':{'fulfils':{'edges':[{'source':'STATED','node':{'id':'A/HRC/RES/53/1#5'}}]}}}")]
    [InlineData("{ session(id: \"HRC/56\") @skip(if: true) { id } }", "{}")]
    public void Members_stand_in_the_order_of_the_operation(string query, string data) => Assert.Equal(data, Mission.Data(query));

    [Theory]
    [InlineData("{\"x\":true}", "{'session':{'number':56,'id':'HRC/56'}}")]
    [InlineData("{\"x\":false}", "{'session':{'id':'HRC/56','number':56}}")]
    public void The_first_place_that_is_not_skipped_decides_the_order(string variables, string data) =>
        Assert.Equal(data, Mission.Data("query($x: Boolean!) { session(id: \"HRC/56\") { number @include(if: $x) id ... @skip(if: $x) { number } } }", variables));

    [Theory]
    [InlineData("{\"x\":true,\"y\":false}", "{'session':{'body':{'id':'HRC'}}}")]
    [InlineData("{\"x\":false,\"y\":true}", "{'session':{'body':{'title':'Human Rights Council'}}}")]
    [InlineData("{\"x\":true,\"y\":true}", "{'session':{'body':{'id':'HRC','title':'Human Rights Council'}}}")]
    [InlineData("{\"x\":false,\"y\":false}", "{'session':{}}")]
    public void Merged_fields_select_what_their_own_conditions_let_through(string variables, string data) =>
        Assert.Equal(data, Mission.Data("query($x: Boolean!, $y: Boolean!) { session(id: \"HRC/56\") { body @include(if: $x) { id } body @include(if: $y) { title } } }", variables));

    [Fact]
    public void A_condition_that_is_null_fails_the_object_it_stands_in()
    {
        var (code, _, error, hasData) = Mission.Error("query($x: Boolean = true) { session(id: \"HRC/56\") { id number @include(if: $x) } }", "{\"x\":null}");
        Assert.Equal(("BAD_USER_INPUT", true), (code, hasData));
        Assert.Equal("[\"session\"]", error.GetProperty("path").GetRawText());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5_000)]
    [InlineData(70_000)]
    public void Values_stand_there_whatever_their_length_and_however_often_they_are_asked_for(int length)
    {
        var title = string.Concat(Enumerable.Repeat("a\"决 ", length / 4 + 1));
        SmallGraph Graph(bool inBase) => new SmallGraph { InBase = inBase }.Node("Resolution", "r", ("title", title), ("number", "1"), ("adoptedOn", "2023-07-13"), ("vote", "RECORDED"))
            .Node("Session", "HRC/1", ("number", 1L)).Link("r", "ADOPTED_AT", "HRC/1");
        const string query = "{ resolution(symbol: \"r\") { id a: title b: title vote w: vote number adoptedOn day: adoptedOn c: title publishedOn adoptedAt { number id opensOn n: number } d: title } }";
        var text = JsonSerializer.Serialize(title, new JsonSerializerOptions { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        var expected = ("{'resolution':{'id':'r','a':TEXT,'b':TEXT,'vote':'RECORDED','w':'RECORDED','number':'1','adoptedOn':'2023-07-13','day':'2023-07-13','c':TEXT,'publishedOn':null,"
            + "'adoptedAt':{'number':1,'id':'HRC/1','opensOn':null,'n':1},'d':TEXT}}").Replace("TEXT", text.Replace('"', '\''));
        Assert.Equal(expected, Graph(inBase: false).Data(query));
        Assert.Equal(expected, Graph(inBase: true).Data(query));
    }

    [Theory]
    [InlineData(65_534)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(100_000)]
    public void Texts_that_are_long_only_together_stand_there(int bytes)
    {
        // The id has three bytes as it is sent, the others two quotes each.
        var (number, title) = (new string('1', 40_000), new string('t', bytes - 40_007));
        var graph = new SmallGraph { InBase = true }.Node("Resolution", "r", ("number", number), ("title", title)).Node("Resolution", "s", ("number", "2"), ("title", "u"));
        Assert.Equal($"{{'resolutions':{{'nodes':[{{'number':'{number}','id':'r','title':'{title}'}},{{'number':'2','id':'s','title':'u'}}]}}}}", graph.Data("{ resolutions { nodes { number id title } } }"));
        Assert.Equal($"{{'resolutions':{{'nodes':[{{'symbol':'r'}}]}}}}", graph.Data($"{{ resolutions(where: {{number: {{startsWith: \"11\"}}}}) {{ nodes {{ symbol }} }} }}"));
    }

    private static SmallGraph Broken() => new SmallGraph().Node("Session", "HRC/1").Node("Deliverable", "d1").Node("Deliverable", "d2")
        .Node("Resolution", "r").Link("r", "MANDATES", "d2").Link("d1", "DUE_AT", "HRC/1").Link("d2", "DUE_AT", "HRC/1");

    [Theory]
    [InlineData("{ a: deliverable(id: \"d1\") { id mandatedBy { id } } b: deliverable(id: \"d2\") { mandatedBy { id } } }",
        "{\"a\":null,\"b\":{\"mandatedBy\":{\"id\":\"r\"}}}", "[\"a\",\"mandatedBy\"]")]
    [InlineData("{ session(id: \"HRC/1\") { deliverablesDue { nodes { mandatedBy { id } } } } body(id: \"x\") { id } }",
        "{\"session\":null,\"body\":null}", "[\"session\",\"deliverablesDue\",\"nodes\",0,\"mandatedBy\"]")]
    [InlineData("{ nodes(ids: [\"d2\", \"d1\"]) { ... on Deliverable { mandatedBy { id } } } }",
        "{\"nodes\":[{\"mandatedBy\":{\"id\":\"r\"}},null]}", "[\"nodes\",1,\"mandatedBy\"]")]
    [InlineData("{ deliverables { edges { node { mandatedBy { id } } } } }", "null", "[\"deliverables\",\"edges\",0,\"node\",\"mandatedBy\"]")]
    public void A_null_that_may_not_be_climbs_to_the_nearest_place_that_may(string query, string data, string path)
    {
        using var json = JsonDocument.Parse(Broken().Ask(query));
        Assert.Equal(data, json.RootElement.GetProperty("data").GetRawText());
        var error = Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray());
        Assert.Equal(path, error.GetProperty("path").GetRawText());
        Assert.Equal(1, error.GetProperty("locations")[0].GetProperty("line").GetInt32());
        Assert.True(error.GetProperty("locations")[0].GetProperty("column").GetInt32() > 1);
    }

    [Fact]
    public void Values_the_schema_does_not_allow_are_errors_of_their_field()
    {
        var model = GraphSchemaReader.Read("type A @node(labels: [\"A\"]) @root(field: \"a\", list: \"as\") { id: ID! @unique big: Int small: Int }").Model!;
        var graph = new SmallGraph(model).Node("A", "1", ("big", 1L << 40), ("small", -7));
        using var json = JsonDocument.Parse(graph.Ask("{ a(id: 1) { id big small } }"));
        Assert.Equal("{\"a\":{\"id\":\"1\",\"big\":null,\"small\":-7}}", json.RootElement.GetProperty("data").GetRawText());
        Assert.Equal("[\"a\",\"big\"]", Assert.Single(json.RootElement.GetProperty("errors").EnumerateArray()).GetProperty("path").GetRawText());
    }

    [Fact]
    public void Strings_are_UTF_8_with_only_quote_backslash_and_control_characters_escaped()
    {
        var graph = new SmallGraph().Node("Body", "x", ("title", "人权 <é> \"q\" \\ \n\t\u0001\u007f/😀"));
        Assert.Equal("{\"data\":{\"body\":{\"title\":\"人权 <é> \\\"q\\\" \\\\ \\n\\t\\u0001\u007f/😀\"}}}", graph.Ask("{ body(id: \"x\") { title } }"));
    }

    [Fact]
    public void Introspection_answers_beside_data()
    {
        Assert.Equal("{'__type':{'name':'Body','fields':[{'name':'id'},{'name':'title'},{'name':'sessions'}]},'body':{'id':'HRC'},'__schema':{'queryType':{'name':'Query'}}}",
            Mission.Data("{ __type(name: \"Body\") { name fields { name } } body(id: \"HRC\") { id } __schema { queryType { name } } }"));
    }

    [Fact]
    public void The_whole_schema_is_introspected()
    {
        var query = "{ __schema { types { kind name description fields { name args { name type { name ofType { name ofType { name } } } } } inputFields { name } enumValues { name } interfaces { name } possibleTypes { name } } } }";
        using var json = JsonDocument.Parse(Mission.Ask(query));
        Assert.Contains(json.RootElement.GetProperty("data").GetProperty("__schema").GetProperty("types").EnumerateArray(), t => t.GetProperty("name").GetString() == "CitationConnection");
    }
}
