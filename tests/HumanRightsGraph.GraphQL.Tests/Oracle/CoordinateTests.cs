using System.Text.Json.Nodes;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;

namespace HumanRightsGraph.GraphQL.Tests.Oracle;

/// <summary>GraphQL §2.14.</summary>
public class CoordinateTests(GraphQLJs oracle)
{
    private static readonly string[] Sound =
    [
        "Dog", "Nope", "E", "Int", "Any", "CatOrDog", "__Type", "Dog.name", "Dog.nope", "Nope.name", "Pet.friend", "Dog.__typename", "Query.__schema", "Query.__type", "CatOrDog.name", "CatOrDog.__typename", "Int.x", "E.A", "E.Z", "In.r", "In.nope", "One.a", "__Type.inputFields",
        "__TypeKind.ENUM", "Dog.friend(of:)", "Dog.friend(nope:)", "Dog.nope(of:)", "Nope.friend(of:)", "E.A(of:)", "In.r(of:)", "CatOrDog.name(of:)", "Pet.friend(of:)", "Query.__type(name:)", "__Type.fields(includeDeprecated:)", "@skip", "@nope", "@rep", "@skip(if:)", "@skip(nope:)", "@nope(a:)", "@deprecated(reason:)", "_.__(_a1:)",
    ];

    private static readonly string[] Broken =
    [
        "", " Dog", "Dog ", "Dog .name", "Dog. name", "Dog.", ".name", "Dog.name.of", "Dog.name(", "Dog.name()", "Dog.name(of)", "Dog.name(of: )", "Dog.name(of:", "Dog.name(of:1)", "Dog.name(of:)x", "Dog(of:)", "@", "@ skip", "@skip.if", "@skip(if:true)", "@skip(if)", "@@skip", "1Dog", "Dog.1", "Dög", "Dog#", "Dog,", "\uFEFFDog", "Dog..name", "Dog\n", "[Dog]", "Dog!", "$a", "\"Dog\"", "Dog.name(of:)(of:)",
    ];

    [Fact]
    public void A_coordinate_is_read_and_resolved_as_graphql_js_does()
    {
        var schema = SchemaBuilderTests.Build(Cases.Animals);
        oracle.Ask(new JsonObject { ["command"] = "schema", ["text"] = Cases.Animals, ["id"] = "coordinates" });
        var differences = new List<string>();
        string[] texts = [.. Sound, .. Broken];
        foreach (var (text, answer) in texts.Zip(oracle.Ask(texts.Select(t => new JsonObject { ["command"] = "coordinate", ["text"] = t, ["id"] = "coordinates" }))))
        {
            var (coordinate, error) = SchemaCoordinate.Parse(text);
            string? ours = null;
            if (coordinate is not null)
            {
                if (coordinate.ToString() != text) differences.Add($"{text} prints as {coordinate}");
                var (element, problem) = schema.Find(coordinate);
                ours = problem is not null ? "problem" : (coordinate, element) switch
                {
                    (_, null) => null,
                    (TypeCoordinate, _) => "NamedType",
                    (_, EnumValueDefinition) => "EnumValue",
                    (_, FieldDefinition) => "Field",
                    (ArgumentCoordinate, _) => "FieldArgument",
                    (MemberCoordinate, _) => "InputField",
                    (DirectiveCoordinate, _) => "Directive",
                    _ => "DirectiveArgument",
                };
            }
            var theirs = (bool)answer["ok"]! ? (string?)answer["data"] : "problem";
            if (error is not null != Broken.Contains(text) || (error is null ? ours : "problem") != theirs)
                differences.Add($"{text}\n  js: {answer.ToJsonString()}\n  we: {ours} {error?.Message}");
        }
        DifferentialTests.None(differences);
    }
}
