namespace HumanRightsGraph.GraphQL.Language;

/// <summary>What the parser admits.</summary>
public sealed record ParserOptions
{
    public static ParserOptions Default { get; } = new();

    /// <summary>For schema files and other texts of one's own.</summary>
    public static ParserOptions Trusted { get; } = new() { Limits = Limits.Trusted };

    /// <summary><see cref="Limits.Tokens"/>, <see cref="Limits.ParserDepth"/> and <see cref="Limits.DocumentBytes"/> apply.</summary>
    public Limits Limits { get; init; } = Limits.Default;
}

/// <summary>A document, or the one error that prevented it.</summary>
public readonly record struct ParseResult(DocumentNode? Document, GraphQLError? Error);
