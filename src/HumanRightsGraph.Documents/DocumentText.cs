namespace HumanRightsGraph.Documents;

/// <summary>The forms in which documents come.</summary>
public enum FileForm { Plain, Word, Pdf, Html }

/// <summary>A document's text, taken from its file. Read on another machine, it says what the file says.</summary>
/// <param name="Text">Plain text as it was laid out; of any other form a paragraph a line.</param>
/// <param name="Form">Of the file, by its content.</param>
public sealed record DocumentText(string Text, FileForm Form);
