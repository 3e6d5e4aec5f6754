using HumanRightsGraph.Ingestion.Reference;

namespace HumanRightsGraph.Ingestion.Tests;

/// <summary>A small seed in a folder of its own, gone afterwards.</summary>
internal sealed class SeedFolder : IDisposable
{
    public const string SessionColumns = "id,body,number,kind,opensOn,closesOn,plannedOpensOn,plannedClosesOn,sittingsFrom,sittingsTo,documentsKnown\n";
    private const string Localized = "_en,{0}_fr,{0}_es,{0}_ru,{0}_zh,{0}_ar";

    public SeedFolder()
    {
        Directory.CreateDirectory(Path);
        Write("bodies.csv", "id,title\nHRC,Council\nGA,Assembly\n");
        Write("sessions.csv", SessionColumns + string.Concat(Enumerable.Range(50, 20).Select(n => $"HRC/{n},HRC,{n},REGULAR,,,,,,,\n"))
            + string.Concat(Enumerable.Range(77, 9).Select(n => $"GA/{n},GA,{n},REGULAR,,,,,,,\n")));
        Write("agenda-items.csv", "id,number,title\nHRC/item/3,3,Rights\n");
        Write("mechanisms.csv", $"id,kind,{Columns("name")}\nOHCHR,OFFICE,The Office,,,,,\n");
        Write("instruments.csv", $"id,{Columns("title")},kind\nUDHR,The Declaration,,,,,,DECLARATION\n");
        Write("states.csv", $"code,{Columns("name")}\nFRA,France,,,,,\n");
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("hrgraph-seed-").FullName;

    public void Write(string file, string text)
    {
        var path = System.IO.Path.Combine(Path, file);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    public ReferenceData Reference() => ReferenceData.Load(Path) is { Value: { } data } ? data : throw new InvalidOperationException(ReferenceData.Load(Path).Error!.ToString());

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static string Columns(string name) => name + string.Format(Localized, name);
}
