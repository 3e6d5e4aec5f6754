using System.Text.RegularExpressions;
using HumanRightsGraph.GraphQL.Language;
using HumanRightsGraph.GraphQL.Types;
using HumanRightsGraph.GraphQL.Validation;

namespace HumanRightsGraph.GraphQL.Tests.Edition;

/// <summary>
/// The edition's own examples and counter-examples, read from a checkout of github.com/graphql/graphql-spec at the tag September2025 that
/// <c>HRGRAPH_EDITION</c> names. Run only when asked for (<c>-explicit only</c>), as the text isn’t ours to keep. The classes beside this one hold an example of ours for each.
/// </summary>
public partial class EditionTextTests
{
    private sealed record Block(string Section, string Heading, string Kind, string Text)
    {
        public bool IsCounter => Kind.Contains("counter");
        public bool IsTypeSystem => Definition().IsMatch(Text) && !Text.TrimStart().StartsWith('{');
        public bool IsExecutable => Executable().IsMatch(Text);
        public string Name => $"{Heading}: {Text}";
    }

    /// <summary>What documents of §5 use and its own schema leaves out.</summary>
    private const string Left = """
        type Subscription { newMessage: Message disallowedSecondRootField: Boolean }
        type Message { body: String sender: String }
        type Field { subfieldA: Int subfieldB: Int }
        input Nested { field: Boolean }
        extend type Query { field(arg: Nested): Field anything: String }
        extend type Mutation { mutateDog: Dog }
        extend type Arguments { nonNullBooleanListField(nonNullBooleanListArg: [Boolean!]): Boolean }
        """;

    private static List<Block> Blocks(int section)
    {
        var folder = Environment.GetEnvironmentVariable("HRGRAPH_EDITION");
        Assert.False(string.IsNullOrEmpty(folder), "HRGRAPH_EDITION names no checkout of the edition.");
        var file = Directory.GetFiles(Path.Combine(folder, "spec"), $"Section {section} -- *.md").Single();
        var (blocks, heading) = (new List<Block>(), "");
        string? kind = null;
        var text = new List<string>();
        foreach (var line in File.ReadLines(file))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                if (kind is null) (kind, text) = (line[3..].Trim(), []);
                else
                {
                    if (kind.Contains("graphql") && kind.Contains("example")) blocks.Add(new($"{section}", heading, kind, string.Join('\n', text)));
                    kind = null;
                }
            }
            else if (kind is not null) text.Add(line);
            else if (line.StartsWith("##", StringComparison.Ordinal)) heading = line.Trim('#', ' ');
        }
        return blocks;
    }

    private static GraphQLSchema? Build(string text) => Parser.Parse(text, ParserOptions.Trusted).Document is { } document ? SchemaBuilder.Build(document).Schema : null;

    [Fact(Explicit = true)]
    public void Sections_2_and_3_every_example_is_read()
    {
        foreach (var block in Blocks(2).Concat(Blocks(3)))
        {
            var read = Parser.Parse(block.Text, ParserOptions.Trusted);
            // A description by itself is a value.
            Assert.True(read.Document is not null || Parser.ParseValue(block.Text.Trim()).Value is not null, $"{block.Name}\n{read.Error?.Message}");
        }
    }

    [Fact(Explicit = true)]
    public void Section_3_types_are_built_or_refused_as_the_edition_says()
    {
        foreach (var block in Blocks(3).Where(b => b.IsTypeSystem && !b.IsExecutable && (b.IsCounter || !b.Text.Contains("extend ", StringComparison.Ordinal))))
        {
            var document = Parser.Parse(block.Text, ParserOptions.Trusted).Document!;
            var defined = document.Definitions.OfType<TypeDefinitionNode>().Select(t => t.Name.Value).ToHashSet();
            var missing = Reference().Matches(block.Text).Select(m => m.Groups[1].Value).Where(n => !defined.Contains(n) && n is not ("Int" or "Float" or "String" or "Boolean" or "ID")).Distinct();
            var whole = block.Text + string.Concat(missing.Where(m => m != "Query").Select(m => $"\nscalar {m}"))
                + string.Concat(document.Definitions.OfType<UnionTypeDefinitionNode>().SelectMany(u => u.Types).Select(t => t.Name.Value).Where(t => !defined.Contains(t)).Distinct().Select(t => $"\ntype {t} {{ a: Int }}")) + (defined.Contains("Query") || block.Text.Contains("query:", StringComparison.Ordinal) ? "" : "\ntype Query { q: Int }");
            Assert.True(Build(whole) is null == block.IsCounter, block.Name);
        }
    }

    [Fact(Explicit = true)]
    public void Section_5_every_document_has_the_editions_verdict()
    {
        var blocks = Blocks(5);
        var own = blocks.Where(b => b.IsTypeSystem && !b.IsExecutable).ToList();
        bool Local(Block b) => b != own[0] && Root().IsMatch(b.Text);
        var whole = string.Join('\n', own.Where(b => !Local(b)).Select(b => b.Text)) + Left;
        var schema = Build(WithAny(whole, Build(whole)!))!;
        var compared = 0;
        foreach (var block in blocks.Where(b => b.IsExecutable))
        {
            var local = own.FirstOrDefault(b => Local(b) && b.Heading == block.Heading);
            var text = block.Text.Replace("# ...", "anything", StringComparison.Ordinal);
            var against = local is null ? schema : Build(local.Text)!;
            if (block.IsTypeSystem && !block.IsCounter)
            {
                // Types and documents in one block.
                var parts = Parser.Parse(text, ParserOptions.Trusted).Document!.Definitions.ToLookup(d => d is TypeSystemNode);
                var types = string.Join('\n', parts[true].Select(Printer.Print)) + "\ntype Thing implements Node & Resource { id: ID! url: String } type Query { q: Int }";
                against = Build(WithAny(types, Build(types)!))!;
                text = string.Join('\n', parts[false].Select(Printer.Print));
            }
            var fragmentsAlone = !Operation().IsMatch(text);
            var document = Parser.Parse(text, ParserOptions.Trusted).Document!;
            var alone = document.Definitions.OfType<FragmentDefinitionNode>().Any(f => !text.Contains($"...{f.Name.Value}", StringComparison.Ordinal));
            if (fragmentsAlone || alone && block.Heading != "Fragments Must Be Used") document = Used(document, against);
            var errors = Validator.Validate(against, document, Limits.Trusted)
                // The edition leaves out the variables of fragments that it shows by themselves.
                .Where(e => !(fragmentsAlone && e.Message.Contains('$'))).ToList();
            Assert.True(errors.Count > 0 == block.IsCounter, $"{block.Name}\n{string.Join('\n', errors.Select(e => e.Message))}");
            compared++;
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{compared} documents");
        Assert.True(compared > 100);
    }

    /// <summary>With a root field of each composite type.</summary>
    private static string WithAny(string text, GraphQLSchema schema)
        => $"{text}\nextend type Query {{ {string.Join(' ', schema.Types.OfType<CompositeType>().Where(t => !t.IsBuiltIn).Select(t => $"any{t.Name}: {t.Name}"))} }}";

    /// <summary>With an operation that spreads each fragment where it may stand; what no operation uses is never asked whether it merges.</summary>
    private static DocumentNode Used(DocumentNode document, GraphQLSchema schema)
    {
        var fields = document.Definitions.OfType<FragmentDefinitionNode>().Where(f => schema.Types.Find(f.TypeCondition.Name.Value) is CompositeType)
            .Select((f, i) => $"a{i}: any{f.TypeCondition.Name.Value} {{ ...{f.Name.Value} }}");
        var text = string.Join('\n', document.Definitions.Select(Printer.Print));
        return Parser.Parse(fields.Any() ? $"{text}\nquery Any {{ {string.Join(' ', fields)} }}" : $"{text}\n{{ __typename }}", ParserOptions.Trusted).Document!;
    }

    [GeneratedRegex(@"^\s*(extend\s+)?(type|interface|union|enum|input|scalar|schema|directive)\b", RegexOptions.Multiline)]
    private static partial Regex Definition();
    [GeneratedRegex(@"^(query|mutation|subscription|fragment|\{)", RegexOptions.Multiline)]
    private static partial Regex Executable();
    [GeneratedRegex(@"^(query|mutation|subscription|\{)", RegexOptions.Multiline)]
    private static partial Regex Operation();
    [GeneratedRegex(@"^type Query\b", RegexOptions.Multiline)]
    private static partial Regex Root();
    [GeneratedRegex(@":\s*\[*(\w+)[\]!]*")]
    private static partial Regex Reference();
}
