using System.Text.Json;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>What the September 2025 edition shows in sections 4, 6 and 7, by section, in examples of our own, answered by the pipeline.</summary>
public sealed class ExecutionExamples
{
    private const string Sdl = """
        type Person { name: String must: String! born: Date2 friends: [Person] close: [Person!] best: Person! }
        type Date2 { year: Int month: Int }
        union Thing = Person | Date2
        input Spot { x: Int y: Int }
        extend type Query { me: Person sure: Person! counted: Int scaled(by: Int): Int things(at: Spot): [Thing] }
        type Mutation { add(n: Int!): Count fail: Count mustFail: Count! }
        type Count { n: Int! }
        """;

    private static SmallGraph Graph()
    {
        var sum = 0;
        Dictionary<string, object?> born = new() { ["__typename"] = "Date2", ["year"] = 1959, ["month"] = 4 };
        Dictionary<string, object?> me = new() { ["__typename"] = "Person", ["name"] = "A", ["must"] = "m", ["born"] = born };
        Dictionary<string, object?> nameless = new() { ["name"] = null, ["must"] = null };
        me["friends"] = new List<object?> { me, nameless, null };
        me["close"] = new List<object?> { me, nameless };
        me["best"] = me;
        nameless["best"] = null;
        static ValueTask<HandlerAnswer> Failed() => new(new HandlerAnswer(null, GraphQLError.Of(ErrorCodes.Conflict, "Not so.")));
        return new()
        {
            ExtraSdl = Sdl,
            Options = new()
            {
                Handlers = new(new Dictionary<string, RootFieldHandler>
                {
                    ["me"] = (_, _) => new(new HandlerAnswer(me)),
                    ["sure"] = (_, _) => new(new HandlerAnswer(nameless)),
                    ["scaled"] = (arguments, _) => new(new HandlerAnswer(arguments["by"])),
                    ["things"] = (_, _) => new(new HandlerAnswer(new List<object?> { me, born })),
                    ["counted"] = (_, _) => new(new HandlerAnswer(sum)),
                    ["add"] = (arguments, _) => new(new HandlerAnswer(new Dictionary<string, object?> { ["n"] = sum += (int)arguments["n"]! })),
                    ["fail"] = (_, _) => Failed(),
                    ["mustFail"] = (_, _) => Failed(),
                }),
            },
        };
    }

    [Theory]
    [InlineData("6.3 fields in the order asked", "{ me { must name } }", "{'me':{'must':'m','name':'A'}}", "")]
    [InlineData("6.3.2 fragments where they stand", "{ me { name ...F born { year } } } fragment F on Person { must born { month } }", "{'me':{'name':'A','must':'m','born':{'month':4,'year':1959}}}", "")]
    [InlineData("6.3.2 a field asked twice once", "{ me { name born { month } name born { year } } }", "{'me':{'name':'A','born':{'month':4,'year':1959}}}", "")]
    [InlineData("3.3.1 a query", "query { counted }", "{'counted':0}", "")]
    [InlineData("3.3.1 a mutation", "mutation { add(n: 3) { n } }", "{'add':{'n':3}}", "")]
    [InlineData("3.6 what is asked", "{ me { name must } }", "{'me':{'name':'A','must':'m'}}", "")]
    [InlineData("3.6 in the order asked", "{ me { must name } }", "{'me':{'must':'m','name':'A'}}", "")]
    [InlineData("3.6 objects within objects", "{ me { name best { name } } }", "{'me':{'name':'A','best':{'name':'A'}}}", "")]
    [InlineData("3.6 a fragment where it stands", "{ me { name ...F born { year } } } fragment F on Person { must }", "{'me':{'name':'A','must':'m','born':{'year':1959}}}", "")]
    [InlineData("3.6 one of another type is passed over", "{ things { ...I ...M __typename } } fragment I on Date2 { year month } fragment M on Person { must name }", "{'things':[{'must':'m','name':'A','__typename':'Person'},{'year':1959,'month':4,'__typename':'Date2'}]}", "")]
    [InlineData("3.6 a field that is skipped stands where it is asked again", "{ me { name @skip(if: true) must name } }", "{'me':{'must':'m','name':'A'}}", "")]
    [InlineData("3.6.1 an argument", "{ scaled(by: 600) }", "{'scaled':600}", "")]
    [InlineData("2.8 an alias at the root", "{ other: me { name } }", "{'other':{'name':'A'}}", "")]
    [InlineData("2.9.1 fragments by type", "{ things { ...P ...D } } fragment P on Person { name } fragment D on Date2 { year }", "{'things':[{'name':'A'},{'year':1959}]}", "")]
    [InlineData("3.13.2 include", "{ me { name @include(if: false) must @include(if: true) } }", "{'me':{'must':'m'}}", "")]
    [InlineData("4.2.2 an input object's fields", "{ __type(name: \"Spot\") { kind fields { name } inputFields { name type { name } } } }", "{'__type':{'kind':'INPUT_OBJECT','fields':null,'inputFields':[{'name':'x','type':{'name':'Int'}},{'name':'y','type':{'name':'Int'}}]}}", "")]
    [InlineData("6.3.4 a query's fields", "{ me { name } things { ... on Date2 { month } } }", "{'me':{'name':'A'},'things':[{},{'month':4}]}", "")]
    [InlineData("3.13.1 skip", "{ me { name @skip(if: true) must @include(if: true) } }", "{'me':{'must':'m'}}", "")]
    [InlineData("2.8 aliases", "{ me { a: name b: name } }", "{'me':{'a':'A','b':'A'}}", "")]
    [InlineData("4.1 __typename", "{ __typename me { __typename born { __typename } } }", "{'__typename':'Query','me':{'__typename':'Person','born':{'__typename':'Date2'}}}", "")]
    [InlineData("4 a type by its name", "{ __type(name: \"Date2\") { name fields { name type { name kind } } } none: __type(name: \"Nobody\") { name } }", "{'__type':{'name':'Date2','fields':[{'name':'year','type':{'name':'Int','kind':'SCALAR'}},{'name':'month','type':{'name':'Int','kind':'SCALAR'}}]},'none':null}", "")]
    [InlineData("6.4.4 a nullable field that has no value", "{ me { friends { name } } }", "{'me':{'friends':[{'name':'A'},{'name':null},null]}}", "")]
    [InlineData("7.1.6 the null goes to the item", "{ me { friends { must } } }", "{'me':{'friends':[{'must':'m'},null,null]}}", "['me','friends',1,'must']")]
    [InlineData("6.4.4 the null goes to the list", "{ me { name close { must } } }", "{'me':{'name':'A','close':null}}", "['me','close',1,'must']")]
    [InlineData("6.4.4 the null goes to data", "{ me { name } sure { must } }", "null", "['sure','must']")]
    [InlineData("7.1.6 a nullable field that failed, beside others", "mutation { add(n: 1) { n } other: fail { n } }", "{'add':{'n':1},'other':null}", "['other']")]
    [InlineData("7.1.6 the path has aliases", "{ x: me { y: close { z: must } } }", "{'x':{'y':null}}", "['x','y',1,'z']")]
    [InlineData("7.1.4 one error each", "{ me { friends { a: must b: best { name } } } }", "{'me':{'friends':[{'a':'m','b':{'name':'A'}},null,null]}}", "['me','friends',1,'a']")]
    [InlineData("6.3.4 mutations one after the other", "mutation { a: add(n: 1) { n } b: add(n: 2) { n } c: add(n: 4) { n } }", "{'a':{'n':1},'b':{'n':3},'c':{'n':7}}", "")]
    [InlineData("6.3.4 also behind one that failed", "mutation { a: add(n: 1) { n } fail { n } c: add(n: 4) { n } }", "{'a':{'n':1},'fail':null,'c':{'n':5}}", "['fail']")]
    public void An_operation_is_answered_so(string section, string query, string data, string path)
    {
        Assert.NotEmpty(section);
        using var json = JsonDocument.Parse(Graph().Ask(query));
        Assert.Equal(data, json.RootElement.GetProperty("data").GetRawText().Replace('"', '\''));
        var paths = json.RootElement.TryGetProperty("errors", out var errors) ? string.Join(' ', errors.EnumerateArray().Select(e => e.GetProperty("path").GetRawText().Replace('"', '\''))) : "";
        Assert.Equal(path, paths);
    }

    [Fact]
    public void Section_6_2_2_nothing_runs_behind_a_failed_field_that_may_not_be_null()
    {
        var graph = Graph();
        using var json = JsonDocument.Parse(graph.Ask("mutation { a: add(n: 1) { n } mustFail { n } c: add(n: 4) { n } }"));
        Assert.Equal(JsonValueKind.Null, json.RootElement.GetProperty("data").ValueKind);
        Assert.Equal("{'counted':1}", graph.Data("{ counted }"));
    }

    [Theory]
    [InlineData("6.1 no operation", "fragment F on Query { counted }", null)]
    [InlineData("6.1 two operations and no name", "query A { counted } query B { counted }", null)]
    [InlineData("6.1 a name that no operation has", "query A { counted }", "B")]
    public void Section_6_1_without_one_operation_there_is_no_data(string section, string query, string? name)
    {
        Assert.NotEmpty(section);
        Assert.False(Graph().Error(query, null, name).HasData);
    }

    [Fact]
    public void Section_7_1_8_a_response_has_no_other_members()
    {
        using var json = JsonDocument.Parse(Graph().Ask("{ me { close { must } } }"));
        Assert.Equal(["data", "errors"], json.RootElement.EnumerateObject().Select(m => m.Name).Order());
        var error = json.RootElement.GetProperty("errors")[0];
        Assert.Equal(["extensions", "locations", "message", "path"], error.EnumerateObject().Select(m => m.Name).Order());
        Assert.Equal("[{\"line\":1,\"column\":16}]", error.GetProperty("locations").GetRawText());
    }
}
