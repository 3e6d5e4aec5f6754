namespace HumanRightsGraph.Documents;

/// <summary>What a document's file may be at most: whoever sends one must not fill memory or time. An error names the limit that was exceeded.</summary>
public sealed record DocumentLimits
{
    public static DocumentLimits Default { get; } = new();

    /// <summary>Of a file of any form: a PDF or Word file has pictures.</summary>
    public int FileBytes { get; init; } = 100_000_000;
    /// <summary>Of a Word file, which is a ZIP container.</summary>
    public int PackageBytes { get; init; } = 50_000_000;
    /// <summary>Of all its parts, unpacked.</summary>
    public int PackageUnpackedBytes { get; init; } = 200_000_000;
    /// <summary>A part unpacks to so many times its size: text packs to a tenth; a hundredth is no text.</summary>
    public int PackageRatio { get; init; } = 100;
    public int PackageParts { get; init; } = 2_000;
    /// <summary>Elements of a part within each other.</summary>
    public int XmlDepth { get; init; } = 256;
    public int PdfPages { get; init; } = 500;
    /// <summary>Of the processor, for the text of one PDF; by the clock a little more.</summary>
    public int PdfSeconds { get; init; } = 8;
    /// <summary>Of the process that reads a PDF, in MiB.</summary>
    public int PdfMegabytes { get; init; } = 512;
}
