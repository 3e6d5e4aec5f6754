using HumanRightsGraph.GraphQL.Costs;
using HumanRightsGraph.GraphQL.Execution;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Tests.Costs;
using HumanRightsGraph.GraphQL.Tests.Oracle;
using HumanRightsGraph.GraphQL.Tests.Types;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Validation;

/// <summary>Limits are measured on the expanded form: how an operation is cut into fragments changes no measure.</summary>
public class ExpandedFormTests
{
    private static readonly (string Name, Func<int, Limits> With)[] Measures =
    [
        ("fields", max => Limits.Trusted with { Fields = max }),
        ("depth", max => Limits.Trusted with { Depth = max }),
        ("aliases", max => Limits.Trusted with { Aliases = max }),
        ("rootFields", max => Limits.Trusted with { RootFields = max }),
        ("directives", max => Limits.Trusted with { Directives = max }),
        ("variables", max => Limits.Trusted with { Variables = max }),
    ];

    /// <summary>The least limit that a document passes.</summary>
    private static int Measure(GraphQLSchema schema, DocumentNode document, Func<int, Limits> with)
    {
        var (low, high) = (-1, 4_000);
        while (high - low > 1)
        {
            var middle = (low + high) / 2;
            if (Validator.Validate(schema, document, with(middle)).Any(e => e.Code == ErrorCodes.LimitExceeded)) low = middle;
            else high = middle;
        }
        return high;
    }

    [Theory]
    [InlineData(Cases.Animals)]
    [InlineData(null)]
    public void Statement_14_moving_selections_into_fragments_changes_no_measure(string? text)
    {
        var schema = text is null ? CostAnalysisTests.Schema : SchemaBuilderTests.Build(text);
        var random = Seed.Numbers(40);
        var documents = new DocumentGenerator(schema, random) { ConditionsOnly = true };
        var rewriting = new Rewriting(schema, random);
        var compared = 0;
        while (compared < 120)
        {
            var document = Parser.Parse(documents.Document()).Document!;
            if (document.Definitions.OfType<OperationDefinitionNode>().Count() != 1 || !Validator.Validate(schema, document, Limits.Trusted).IsEmpty) continue;
            var other = rewriting.Rewrite(document);
            var rewritten = Parser.Parse(other, ParserOptions.Trusted).Document;
            Assert.True(rewritten is not null && Validator.Validate(schema, rewritten, Limits.Trusted).IsEmpty, $"{Seed.Note}: {document}\n{other}");
            foreach (var (name, with) in Measures)
                Assert.True(Measure(schema, document, with) == Measure(schema, rewritten, with), $"{name} {Seed.Note}:\n{document}\n{other}");
            Assert.True(Cost(schema, document) == Cost(schema, rewritten), $"cost {Seed.Note}:\n{document}\n{other}");
            compared++;
        }
    }

    private static OperationCost Cost(GraphQLSchema schema, DocumentNode document)
    {
        var operation = document.Definitions.OfType<OperationDefinitionNode>().Single();
        var values = operation.VariableDefinitions.Select(v => KeyValuePair.Create(v.Variable.Name.Value, true));
        var variables = VariableValues.Coerce(schema, operation, System.Text.Json.JsonSerializer.SerializeToElement(values.ToDictionary())).Values!;
        return CostAnalysis.Of(schema, document, operation, variables);
    }
}
