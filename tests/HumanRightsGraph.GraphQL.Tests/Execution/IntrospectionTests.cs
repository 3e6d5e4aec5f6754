using System.Buffers;
using System.Text;
using System.Text.Json;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Execution;

/// <summary>GraphQL §4.</summary>
public class IntrospectionTests
{
    /// <summary>Answers an operation that selects introspection alone.</summary>
    internal static (string Data, IReadOnlyList<GraphQLError> Errors) Answer(GraphQLSchema schema, string query, string variables = "{}", Limits? limits = null)
    {
        var document = ParserTests.Read(query);
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        var values = VariableValues.Coerce(schema, operation, JsonDocument.Parse(variables).RootElement).Values!;
        var collector = new FieldCollector(schema, document, values);
        var errors = new List<GraphQLError>();
        var buffer = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(buffer);
        writer.WriteStartObject();
        foreach (var field in collector.Collect(schema.QueryType, operation.SelectionSet).Fields)
        {
            writer.WritePropertyName(field.ResponseName);
            errors.AddRange(IntrospectionExecutor.Write(writer, schema, field, collector, values, limits));
        }
        writer.WriteEndObject();
        writer.Flush();
        return (Encoding.UTF8.GetString(buffer.WrittenSpan), errors);
    }

    private static readonly GraphQLSchema Schema = SchemaBuilderTests.Build("type Query { a(old: Int = 1 @deprecated): I } interface I { id: ID! } input O @oneOf { x: Int } enum E { A B @deprecated }");

    [Theory]
    [InlineData("{__type(name:\"Nope\"){name}}", "{\"__type\":null}")]
    [InlineData("{__type(name:\"I\"){kind possibleTypes{name} inputFields{name} isOneOf interfaces{name}}}", "{\"__type\":{\"kind\":\"INTERFACE\",\"possibleTypes\":[],\"inputFields\":null,\"isOneOf\":null,\"interfaces\":[]}}")]
    [InlineData("{__type(name:\"O\"){isOneOf specifiedByURL ofType{name}}}", "{\"__type\":{\"isOneOf\":true,\"specifiedByURL\":null,\"ofType\":null}}")]
    [InlineData("{__type(name:\"E\"){e:enumValues{name} enumValues(includeDeprecated:true){name __typename}}}", "{\"__type\":{\"e\":[{\"name\":\"A\"}],\"enumValues\":[{\"name\":\"A\",\"__typename\":\"__EnumValue\"},{\"name\":\"B\",\"__typename\":\"__EnumValue\"}]}}")]
    [InlineData("{__type(name:\"Query\"){fields{args{name} all:args(includeDeprecated:true){defaultValue deprecationReason}}}}", "{\"__type\":{\"fields\":[{\"args\":[],\"all\":[{\"defaultValue\":\"1\",\"deprecationReason\":\"No longer supported\"}]}]}}")]
    public void Section_4_2_fields_that_do_not_apply_are_null_and_lists_may_be_empty(string query, string data)
        => Assert.Equal(data, Answer(Schema, query).Data);

    [Fact]
    public void Section_6_4_4_a_null_argument_is_an_error_at_its_place_and_the_null_climbs_to_the_nearest_nullable()
    {
        var (data, errors) = Answer(Schema, "query($d:Boolean=true){__type(name:\"Query\"){name fields{name args(includeDeprecated:$d){name}}}}", "{\"d\":null}");
        Assert.Equal("{\"__type\":{\"name\":\"Query\",\"fields\":null}}", data);
        Assert.Equal(["__type", "fields", 0, "args"], Assert.Single(errors).Path!);
    }

    [Fact]
    public void Section_3_13_2_a_null_condition_is_an_error_at_the_parent()
    {
        var (data, errors) = Answer(Schema, "query($d:Boolean=true){__type(name:\"Query\"){name @include(if:$d)}}", "{\"d\":null}");
        Assert.Equal("{\"__type\":null}", data);
        Assert.Equal(["__type"], Assert.Single(errors).Path!);
    }

    [Fact]
    public void Row_34_an_answer_beyond_the_byte_limit_is_the_limits_error_alone()
    {
        var (data, errors) = Answer(Schema, "{__schema{types{fields{name}}}}", limits: Limits.Default with { ResponseBytes = 50 });
        Assert.Equal("{\"__schema\":null}", data);
        Assert.Equal(ErrorCodes.LimitExceeded, Assert.Single(errors).Code);
    }
}
