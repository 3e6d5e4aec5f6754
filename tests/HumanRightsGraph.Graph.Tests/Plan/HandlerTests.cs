using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.Graph.Tests.Plan;

/// <summary>Root fields that handlers answer: mutations, whose payloads select from the graph.</summary>
public sealed class HandlerTests
{
    private const string Sdl = """
        type Mutation {
          review(id: ID!, review: Review!): ReviewPayload!
          fail(message: String): ReviewPayload
        }
        type ReviewPayload { deliverable: Deliverable, errors: [UserError!]!, outcome: Outcome, touched: [Node] }
        type UserError { message: String!, field: [String!] }
        union Outcome = Done | Deliverable
        type Done { on: Date, steps: Int }
        """;

    private static SmallGraph Graph()
    {
        SmallGraph graph = null!;
        ValueTask<HandlerAnswer> Fail(InputObject arguments, CancellationToken cancellation) =>
            new(new HandlerAnswer(null, GraphQLError.Of(ErrorCodes.Conflict, (string?)arguments.GetValueOrDefault("message") ?? "no")));
        async ValueTask<HandlerAnswer> Review(InputObject arguments, CancellationToken cancellation)
        {
            var key = new NodeKey("Deliverable", (string)arguments["id"]!);
            if (await graph.Store.FindAsync(key, cancellation) is null)
                return new(new Dictionary<string, object?> { ["errors"] = new[] { new Dictionary<string, object?> { ["message"] = "unknown", ["field"] = new[] { "id" } } } });
            await graph.Store.ApplyAsync([new UpsertNode(key, null, [new("review", PropertyValue.Of(((EnumValue)arguments["review"]!).Name))])], cancellation);
            return new(new Dictionary<string, object?>
            {
                ["deliverable"] = key,
                ["errors"] = Array.Empty<object>(),
                ["outcome"] = new Dictionary<string, object?> { ["__typename"] = "Done", ["on"] = new DateOnly(2026, 11, 21), ["steps"] = 1 },
                ["touched"] = new object?[] { key, null },
            });
        }
        return graph = new SmallGraph { ExtraSdl = Sdl, Options = new() { Time = new StandingClock(2026, 11, 21), Handlers = new([new("review", Review), new("fail", Fail)]) } }
            .Node("Session", "HRC/1", ("opensOn", "2020-01-01")).Node("Deliverable", "d").Link("d", "DUE_AT", "HRC/1");
    }

    [Fact]
    public void A_payload_selects_from_the_graph_as_the_mutation_left_it()
    {
        Assert.Equal("{'a':{'deliverable':{'id':'d','review':'ACCEPTED','status':'DUE','dueAt':{'id':'HRC/1'}},'errors':[],'outcome':{'__typename':'Done','on':'2026-11-21','steps':1},'touched':[{'id':'d'},null]},"
            + "'b':{'deliverable':{'review':'REJECTED'}}}",
            Graph().Data("""
                mutation($review: Review!) {
                  a: review(id: "d", review: $review) { deliverable { id review status dueAt { id } } errors { message } outcome { __typename ... on Done { on steps } } touched { id } }
                  b: review(id: "d", review: REJECTED) { deliverable { review } }
                }
                """, "{\"review\":\"ACCEPTED\"}"));
    }

    [Fact]
    public void User_errors_are_data() =>
        Assert.Equal("{'review':{'deliverable':null,'errors':[{'message':'unknown','field':['id']}]}}",
            Graph().Data("mutation { review(id: \"x\", review: ACCEPTED) { deliverable { id } errors { message field } } }"));

    [Fact]
    public void A_failed_field_is_null_and_the_next_one_still_runs()
    {
        var graph = Graph();
        var text = graph.Ask("mutation { fail(message: \"stale\") { errors { message } } review(id: \"d\", review: ACCEPTED) { deliverable { review } } }");
        Assert.StartsWith("{\"data\":{\"fail\":null,\"review\":{\"deliverable\":{\"review\":\"ACCEPTED\"}}},\"errors\":[{\"message\":\"stale\"", text);
        Assert.Contains("\"path\":[\"fail\"],\"extensions\":{\"code\":\"CONFLICT\"}", text);
    }

    [Fact]
    public async Task A_request_for_queries_only_refuses_a_mutation()
    {
        using var answer = await Graph().Pipeline.ExecuteAsync(new("mutation { fail { errors { message } } }") { QueriesOnly = true }, TestContext.Current.CancellationToken);
        Assert.False(answer.HasData);
        Assert.Equal("METHOD_NOT_ALLOWED", answer.Errors.Single().Code);
    }
}
