using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace HumanRightsGraph.Testing.Oracle;

/// <summary>
/// graphql-js in one long-lived Node process, as the oracle of the differential tests. Installed by npm beside its package.json when first
/// needed. Without Node or npm the tests that ask are skipped, unless CI is true: then they fail.
/// </summary>
public sealed class GraphQLJs : IDisposable
{
    private readonly Lock _lock = new();
    private Process? _node;
    private string? _missing;

    /// <summary>Answers to questions, in their order.</summary>
    public List<JsonNode> Ask(IEnumerable<JsonObject> questions)
    {
        lock (_lock)
        {
            if (_node is null && _missing is null) _missing = Start();
            if (_missing is not null) Unavailable.SkipOrFail(_missing);
            var lines = questions.Select(q => q.ToJsonString()).ToList();
            // A pipe holds little: who writes all before reading may wait for ever.
            var writing = Task.Run(() =>
            {
                foreach (var line in lines) _node!.StandardInput.WriteLine(line);
                _node!.StandardInput.Flush();
            });
            var answers = new List<JsonNode>(lines.Count);
            foreach (var line in lines)
                answers.Add(JsonNode.Parse(_node!.StandardOutput.ReadLine() ?? throw new InvalidOperationException($"The oracle ended at {line}."))!);
            writing.GetAwaiter().GetResult();
            return answers;
        }
    }

    public JsonNode Ask(JsonObject question) => Ask([question])[0];

    /// <summary>Why it cannot be had, or null.</summary>
    private string? Start()
    {
        var folder = Path.Combine(Repository.Root, "tests", "HumanRightsGraph.Testing", "oracle");
        try
        {
            if (!File.Exists(Path.Combine(folder, "node_modules", "graphql", "package.json")))
            {
                using var npm = Process.Start(new ProcessStartInfo("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock"])
                {
                    WorkingDirectory = folder,
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                })!;
                var output = npm.StandardOutput.ReadToEndAsync();
                var errors = npm.StandardError.ReadToEnd();
                if (!npm.WaitForExit(TimeSpan.FromMinutes(2)) || npm.ExitCode != 0)
                    return $"npm could not install graphql in {folder}: {errors}{output.Result} Differential tests need it; run npm install there.";
            }
            _node = Process.Start(new ProcessStartInfo("node", ["oracle.js"])
            {
                WorkingDirectory = folder,
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                StandardInputEncoding = new UTF8Encoding(false),
                StandardOutputEncoding = Encoding.UTF8,
            });
            return null;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return "Node 20 with npm is not on the path. Differential tests against graphql-js need it.";
        }
    }

    public void Dispose()
    {
        if (_node is null) return;
        _node.StandardInput.Close();
        if (!_node.WaitForExit(TimeSpan.FromSeconds(5))) _node.Kill();
        _node.Dispose();
    }
}
