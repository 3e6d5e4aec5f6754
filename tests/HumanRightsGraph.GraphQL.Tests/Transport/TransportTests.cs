using System.Buffers;
using System.Text;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Transport;

namespace HumanRightsGraph.GraphQL.Tests.Transport;

/// <summary>GraphQL over HTTP: requests, media types, statuses.</summary>
public class TransportTests
{
    private static RequestResult Read(string body) => RequestReader.FromJson(Encoding.UTF8.GetBytes(body));

    [Theory]
    [InlineData("NONSENSE", ErrorCodes.BadRequest, "The body is not JSON: see byte 0.")]
    [InlineData("", ErrorCodes.BadRequest, "The body is not JSON: see byte 0.")]
    [InlineData("{\"query\":", ErrorCodes.BadRequest, "The body is not JSON: see byte 9.")]
    [InlineData("{\"query\":\"{a}\"} x", ErrorCodes.BadRequest, "The body is not JSON: see byte 16.")]
    [InlineData("{\"qeury\":\"{a}\"}", ErrorCodes.BadRequest, "\"query\" is missing: a string with the GraphQL document. Unknown: qeury.")]
    [InlineData("{\"query\":1}", ErrorCodes.BadRequest, "\"query\" must be a string, found a number (at /query).")]
    [InlineData("{\"query\":\"{a}\",\"variables\":[7]}", ErrorCodes.BadRequest, "\"variables\" must be an object, found a list (at /variables).")]
    [InlineData("{\"query\":\"{a}\",\"operationName\":3}", ErrorCodes.BadRequest, "\"operationName\" must be a string, found a number (at /operationName).")]
    [InlineData("{\"query\":\"{a}\",\"query\":\"{b}\"}", ErrorCodes.BadRequest, "The member /query is given twice (byte 15).")]
    [InlineData("{\"query\":\"{a}\",\"variables\":{\"x\":[{},{\"a/b\":1,\"a\\/b\":2}]}}", ErrorCodes.BadRequest, "The member /variables/x/1/a~1b is given twice (byte 45).")]
    [InlineData("{\"query\":\"\\ud83d\"}", ErrorCodes.BadRequest, "The string at byte 9 has a lone surrogate, which is no character.")]
    [InlineData("{\"query\":\"\\udca9\\ud83d\"}", ErrorCodes.BadRequest, "The string at byte 9 has a lone surrogate, which is no character.")]
    [InlineData("[{\"query\":\"{a}\"}]", ErrorCodes.BatchingDisabled, "The body is a list: batching is disabled (the setting batch_limit allows it). Send one request at a time.")]
    [InlineData("7", ErrorCodes.BadRequest, "The body must be a JSON object with the member \"query\".")]
    public void Rows_1_to_4_and_13_a_malformed_body_is_refused_with_its_place(string body, string code, string message)
    {
        var error = Read(body).Error!;
        Assert.Equal((code, message), (error.Code, error.Message));
    }

    [Fact]
    public void Row_4_bytes_that_are_not_UTF8_are_named_and_a_byte_order_mark_is_passed_over()
    {
        Assert.Equal("The body is not UTF-8: byte 10.", RequestReader.FromJson([.. "{\"query\":\""u8, 0xFF, .. "\"}"u8]).Error!.Message);
        Assert.Equal("{a}", RequestReader.FromJson([0xEF, 0xBB, 0xBF, .. "{\"query\":\"{a}\"}"u8]).Request!.Query);
    }

    [Fact]
    public void Null_members_are_absent_and_unknown_ones_ignored()
    {
        var request = Read("""{"query":"{a}","operationName":null,"variables":null,"extensions":null,"other":{"a":[1]},"\ud83d\udca9":"\ud83d\udca9"}""").Request!;
        Assert.Equal(("{a}", null, null, null), (request.Query, request.OperationName, request.Variables, request.Extensions));
        Assert.Equal("", Read("""{"query":"{a}","operationName":""}""").Request!.OperationName);
    }

    [Fact]
    public void Deep_bodies_are_refused_without_a_stack()
    {
        var body = "{\"query\":\"{a}\",\"variables\":{\"a\":" + new string('[', 100_000);
        SmallStack.Run(() => Assert.Equal(ErrorCodes.LimitExceeded, Read(body).Error!.Code));
    }

    [Theory]
    [InlineData(64, 64, null)]
    [InlineData(64, 65, ErrorCodes.LimitExceeded)]
    [InlineData(3, 3, null)]
    [InlineData(3, 4, ErrorCodes.LimitExceeded)]
    public void Variables_may_nest_as_deep_as_is_allowed(int limit, int depth, string? code)
    {
        var variables = $"{{\"a\":{new string('[', depth - 1)}1{new string(']', depth - 1)}}}";
        var limits = Limits.Default with { VariablesDepth = limit };
        Assert.Equal(code, RequestReader.FromJson(Encoding.UTF8.GetBytes($"{{\"query\":\"{{a}}\",\"variables\":{variables}}}"), limits).Error?.Code);
        Assert.Equal(code, RequestReader.FromParameters([new("query", "{a}"), new("variables", variables)], limits).Error?.Code);
    }

    [Fact]
    public void Objects_of_thousands_of_members_are_refused()
        => Assert.Equal(ErrorCodes.LimitExceeded, Read($"{{\"query\":\"{{a}}\",{string.Join(',', Enumerable.Range(0, Limits.DefaultListItems).Select(i => $"\"m{i}\":1"))}}}").Error!.Code);

    [Fact]
    public void Long_variables_are_refused()
        => Assert.Equal(ErrorCodes.LimitExceeded, RequestReader.FromJson("""{"query":"{a}","variables":{"a":"0123456789"}}"""u8, Limits.Default with { VariablesBytes = 10 }).Error!.Code);

    [Theory]
    [InlineData("query={a}&operationName=null&variables={\"a\":1}", null, "null")]
    [InlineData("query={a}&operationName=&variables=", null, null)]
    [InlineData("query={a}&query={b}", "The parameter query is given twice.", null)]
    [InlineData("query={a}&variables=[1]", "The parameter variables must be a JSON object, found a list.", null)]
    [InlineData("query={a}&variables={", "The parameter variables is not JSON: see byte 1.", null)]
    [InlineData("qeury={a}", "\"query\" is missing: a string with the GraphQL document. Unknown: qeury.", null)]
    public void Parameters_are_read_like_members(string parameters, string? message, string? operationName)
    {
        var result = RequestReader.FromParameters(parameters.Split('&').Select(p => p.Split('=', 2)).Select(p => KeyValuePair.Create(p[0], p[1])));
        Assert.Equal((message, operationName), (result.Error?.Message, result.Request?.OperationName));
    }

    [Theory]
    [InlineData("application/json", true)]
    [InlineData("Application/JSON; Charset=\"UTF-8\"", true)]
    [InlineData("application/json; charset=utf-16", false)]
    [InlineData("application/json;charset=x-mac", false)]
    [InlineData(null, false)]
    [InlineData("text/plain", false)]
    [InlineData("application/x-www-form-urlencoded", false)]
    [InlineData("multipart/form-data; boundary=x", false)]
    [InlineData("application/graphql", false)]
    public void Rows_5_and_6_bodies_are_JSON_in_UTF8(string? contentType, bool accepted)
        => Assert.Equal(accepted ? null : ErrorCodes.UnsupportedMediaType, MediaTypes.CheckContentType(contentType)?.Code);

    [Theory]
    [InlineData(null, ResponseMediaType.Json)]
    [InlineData("*/*", ResponseMediaType.Json)]
    [InlineData("application/*", ResponseMediaType.Json)]
    [InlineData("application/json", ResponseMediaType.Json)]
    [InlineData("application/json; charset=utf-8", ResponseMediaType.Json)]
    [InlineData("application/graphql-response+json", ResponseMediaType.GraphQLResponse)]
    [InlineData("application/graphql-response+json,application/json;q=0.9", ResponseMediaType.GraphQLResponse)]
    [InlineData("application/json;q=0.5, application/graphql-response+json;q=0.1", ResponseMediaType.Json)]
    [InlineData("*/*, application/graphql-response+json", ResponseMediaType.GraphQLResponse)]
    [InlineData("text/html, application/graphql-response+json;q=0, */*;q=0.1", ResponseMediaType.Json)]
    [InlineData("application/json;q=0, */*", ResponseMediaType.GraphQLResponse)]
    [InlineData("application/graphql-response+json;q=0, */*", ResponseMediaType.Json)]
    [InlineData("application/*;q=0.2, application/json;q=0.1", ResponseMediaType.GraphQLResponse)]
    [InlineData("application/json, application/graphql-response+json", ResponseMediaType.Json)]
    [InlineData("application/graphql-response+json, application/json", ResponseMediaType.GraphQLResponse)]
    [InlineData("application/*;q=0, */*", null)]
    [InlineData("text/csv", null)]
    [InlineData("application/json; charset=utf-16", null)]
    [InlineData("application/json;q=0", null)]
    public void Row_7_the_answers_type_is_negotiated(string? accept, ResponseMediaType? type) => Assert.Equal(type, MediaTypes.Negotiate(accept));

    [Theory]
    [InlineData(ErrorCodes.BadRequest, 400, 400)]
    [InlineData(ErrorCodes.ParseFailed, 400, 200)]
    [InlineData(ErrorCodes.ValidationFailed, 400, 200)]
    [InlineData(ErrorCodes.LimitExceeded, 400, 200)]
    [InlineData(ErrorCodes.BadUserInput, 400, 200)]
    [InlineData(ErrorCodes.OperationResolutionFailure, 400, 200)]
    [InlineData(ErrorCodes.MethodNotAllowed, 405, 405)]
    [InlineData(ErrorCodes.Timeout, 503, 503)]
    public void Statuses_follow_the_audits(string code, int graphQLResponse, int json)
    {
        Assert.Equal(graphQLResponse, HttpRules.Status(ResponseMediaType.GraphQLResponse, false, code));
        Assert.Equal(json, HttpRules.Status(ResponseMediaType.Json, false, code));
        Assert.Equal(200, HttpRules.Status(ResponseMediaType.GraphQLResponse, true, code));
    }

    [Fact]
    public void Rows_8_to_10_methods_mutations_by_GET_and_cross_site_requests()
    {
        Assert.Equal(ErrorCodes.MethodNotAllowed, HttpRules.CheckMethod("PATCH")!.Code);
        Assert.Equal(ErrorCodes.MethodNotAllowed, HttpRules.CheckOperation("GET", OperationType.Mutation)!.Code);
        Assert.Equal(ErrorCodes.BadRequest, HttpRules.CheckOperation("POST", OperationType.Subscription)!.Code);
        Assert.Null(HttpRules.CheckOperation("GET", OperationType.Query));
        Assert.Equal(ErrorCodes.Csrf, HttpRules.CheckCrossSite("GET", null, credentials: true, preflighted: false)!.Code);
        Assert.Null(HttpRules.CheckCrossSite("GET", null, credentials: false, preflighted: false));
        Assert.Null(HttpRules.CheckCrossSite("GET", null, credentials: true, preflighted: true));
        Assert.Null(HttpRules.CheckCrossSite("GET", "application/json", credentials: false, preflighted: false));
        Assert.Equal(ErrorCodes.Csrf, HttpRules.CheckCrossSite("GET", "message/rfc822", credentials: false, preflighted: false)!.Code);
    }

    [Fact]
    public void Section_7_1_2_errors_are_written_with_locations_path_and_extensions()
    {
        var output = new ArrayBufferWriter<byte>();
        ErrorWriter.WriteAnswer(output, [GraphQLError.Limit("depth", 20, 21, "人权", new Location(5, 1, 6)) with { Path = ["a", 0, "b"] }]);
        Assert.Equal("""{"errors":[{"message":"人权","locations":[{"line":1,"column":6}],"path":["a",0,"b"],"extensions":{"code":"LIMIT_EXCEEDED","limit":{"name":"depth","max":20,"found":21}}}]}""",
            Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Theory]
    [InlineData("query A{a} query B{b}", null, "The document has 2 operations, and operationName chooses none of them: A, B.")]
    [InlineData("query A{a} query B{b}", "C", "The document has no operation \"C\"; it has A, B.")]
    [InlineData("{a}", "", "The document has no operation \"\"; it has none with a name.")]
    [InlineData("fragment A on B{c}", null, "The document has no operation.")]
    [InlineData("query A{a} query B{b}", "B", null)]
    [InlineData("{a}", null, null)]
    public void Section_6_1_the_operation_is_determined(string text, string? name, string? message)
    {
        var (operation, error) = GraphQL.Execution.OperationSelection.Of(Parser.Parse(text).Document!, name);
        Assert.Equal((message, message is null), (error?.Message, operation is not null));
    }
}
