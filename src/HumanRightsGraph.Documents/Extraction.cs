using HumanRightsGraph.Documents.Facts;

namespace HumanRightsGraph.Documents;

/// <summary>What the caller knows of a document from outside its text (a manifest, options, the file's name).</summary>
public sealed record DocumentHints(string? Symbol = null, string? Language = null, string? FileName = null)
{
    /// <summary>What the file may be at most.</summary>
    public DocumentLimits Limits { get; init; } = DocumentLimits.Default;
}

/// <summary>A document that can't be read, said for its user.</summary>
/// <param name="Code">Such as <c>DOC_EMPTY</c>, <c>DOC_TOO_LARGE</c>, <c>DOC_NOT_RECOGNISED</c>, <c>DOC_ENCODING</c>, <c>DOC_TYPE_UNSUPPORTED</c>, <c>DOC_UNIDENTIFIED</c>.</param>
/// <param name="Message">What is wrong, where, and what to do; without the file's path, which the caller adds.</param>
public sealed record DocumentError(string Code, string Message);

/// <summary>Why one fact was found: the words that led to it and the rule that read them.</summary>
public sealed record Explanation(string Fact, string Paragraph, string Rule, string Words);

/// <summary>The outcome of reading one document: facts, or the error that stopped it.</summary>
public sealed record ExtractionResult(DocumentFacts? Facts, DocumentError? Error, IReadOnlyList<Explanation> Explanations);
