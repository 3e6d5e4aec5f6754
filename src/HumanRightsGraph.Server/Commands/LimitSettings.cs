using System.Globalization;
using HumanRightsGraph.Documents;
using HumanRightsGraph.Graph.Plan;
using HumanRightsGraph.GraphQL;
using HumanRightsGraph.GraphQL.Validation;
using HumanRightsGraph.Server.Http;
using Microsoft.Extensions.Configuration;

namespace HumanRightsGraph.Server.Commands;

/// <summary>
/// The limits of operations from the configuration's section <c>limits</c>, such as <c>limits:depth</c> in appsettings.json or HRGRAPH_LIMITS__DEPTH in the
/// environment. docs/limits.md has a line for each.
/// </summary>
/// <param name="Language">Of documents and their validation.</param>
/// <param name="Plan">Of what is asked of the graph.</param>
/// <param name="Transport">Of requests, sockets and streams.</param>
/// <param name="Documents">Of files that are imported or extracted.</param>
public sealed record LimitSettings(Limits Language, PlanLimits Plan, TransportLimits Transport, DocumentLimits Documents)
{
    /// <summary>Recursion goes as deep as this: a thread's stack must hold it.</summary>
    private const int DeepestRecursion = 200;
    private const int DeepestXml = 256;

    private static readonly Key[] Keys =
    [
        new("documentBytes", l => l.DocumentBytes, (l, n) => l with { DocumentBytes = n }),
        new("tokens", l => l.Tokens, (l, n) => l with { Tokens = n }),
        new("parserDepth", l => l.ParserDepth, (l, n) => l with { ParserDepth = n }) { Most = DeepestRecursion },
        new("operations", l => l.Operations, (l, n) => l with { Operations = n }),
        new("operationName", l => l.OperationName, (l, n) => l with { OperationName = n }),
        new("fragments", l => l.Fragments, (l, n) => l with { Fragments = n }),
        new("errors", (Limits l) => l.Errors, (Limits l, int n) => l with { Errors = n }),
        new("depth", (Limits l) => l.Depth, (Limits l, int n) => l with { Depth = n }) { Most = DeepestRecursion },
        new("nesting", l => l.Nesting, (l, n) => l with { Nesting = n }) { Most = DeepestRecursion },
        new("introspectionDepth", l => l.IntrospectionDepth, (l, n) => l with { IntrospectionDepth = n }) { Most = DeepestRecursion },
        new("introspectionLists", l => l.IntrospectionLists, (l, n) => l with { IntrospectionLists = n }),
        new("introspectionValues", l => l.IntrospectionValues, (l, n) => l with { IntrospectionValues = n }),
        new("fields", l => l.Fields, (l, n) => l with { Fields = n }),
        new("aliases", l => l.Aliases, (l, n) => l with { Aliases = n }),
        new("rootFields", l => l.RootFields, (l, n) => l with { RootFields = n }),
        new("directives", l => l.Directives, (l, n) => l with { Directives = n }),
        new("directivesPerPlace", l => l.DirectivesPerPlace, (l, n) => l with { DirectivesPerPlace = n }),
        new("expandedSelections", l => l.ExpandedSelections, (l, n) => l with { ExpandedSelections = n }),
        new("mergeComparisons", l => l.MergeComparisons, (l, n) => l with { MergeComparisons = n }),
        new("fieldCost", l => l.FieldCost, (l, n) => l with { FieldCost = n }),
        new("typeCost", l => l.TypeCost, (l, n) => l with { TypeCost = n }),
        new("variables", l => l.Variables, (l, n) => l with { Variables = n }),
        new("variablesBytes", l => l.VariablesBytes, (l, n) => l with { VariablesBytes = n }),
        new("variablesDepth", l => l.VariablesDepth, (l, n) => l with { VariablesDepth = n }) { Most = 64 },
        new("listItems", l => l.ListItems, (l, n) => l with { ListItems = n }),
        new("coercionErrors", l => l.CoercionErrors, (l, n) => l with { CoercionErrors = n }),
        new("expandedFields", l => l.ExpandedFields, (l, n) => l with { ExpandedFields = n }),
        new("pageSize", l => l.PageSize, (l, n) => l with { PageSize = n }),
        new("nodes", l => l.Nodes, (l, n) => l with { Nodes = n }),
        new("filterDepth", l => l.FilterDepth, (l, n) => l with { FilterDepth = n }) { Most = DeepestRecursion },
        new("filterPredicates", l => l.FilterPredicates, (l, n) => l with { FilterPredicates = n }),
        new("filterValues", l => l.FilterValues, (l, n) => l with { FilterValues = n }),
        new("orderKeys", l => l.OrderKeys, (l, n) => l with { OrderKeys = n }),
        new("steps", (PlanLimits l) => l.Depth, (PlanLimits l, int n) => l with { Depth = n }) { Most = DeepestRecursion },
        new("groupKeys", l => l.GroupKeys, (l, n) => l with { GroupKeys = n }),
        new("groups", l => l.Groups, (l, n) => l with { Groups = n }),
        new("searchCharacters", l => l.SearchCharacters, (l, n) => l with { SearchCharacters = n }),
        new("cursorCharacters", l => l.CursorCharacters, (l, n) => l with { CursorCharacters = n }),
        new("responseBytes", l => l.Plan.ResponseBytes, (l, n) => l with { Language = l.Language with { ResponseBytes = n }, Plan = l.Plan with { ResponseBytes = n } }),
        new("answerErrors", (PlanLimits l) => l.Errors, (PlanLimits l, int n) => l with { Errors = n }),
        new("seconds", l => (int)l.Deadline.TotalSeconds, (l, n) => l with { Deadline = TimeSpan.FromSeconds(n) }) { Most = 86_400 },
        new("bodyBytes", l => l.BodyBytes, (l, n) => l with { BodyBytes = n }),
        new("bodyBytesWithWrites", l => l.BodyBytesWithWrites, (l, n) => l with { BodyBytesWithWrites = n }),
        new("connections", l => l.Connections, (l, n) => l with { Connections = n }),
        new("connectionsPerAddress", l => l.ConnectionsPerAddress, (l, n) => l with { ConnectionsPerAddress = n }),
        new("reservations", l => l.Reservations, (l, n) => l with { Reservations = n }),
        new("operationsPerSocket", l => l.OperationsPerSocket, (l, n) => l with { OperationsPerSocket = n }),
        new("operationsPerStream", l => l.OperationsPerStream, (l, n) => l with { OperationsPerStream = n }),
        new("messageBytes", l => l.MessageBytes, (l, n) => l with { MessageBytes = n }),
        new("queueEvents", l => l.QueueEvents, (l, n) => l with { QueueEvents = n }),
        new("queueBytes", l => l.QueueBytes, (l, n) => l with { QueueBytes = n }),
        new("fileBytes", l => l.FileBytes, (l, n) => l with { FileBytes = n }),
        new("packageBytes", l => l.PackageBytes, (l, n) => l with { PackageBytes = n }),
        new("packageUnpackedBytes", l => l.PackageUnpackedBytes, (l, n) => l with { PackageUnpackedBytes = n }),
        new("packageRatio", l => l.PackageRatio, (l, n) => l with { PackageRatio = n }),
        new("packageParts", l => l.PackageParts, (l, n) => l with { PackageParts = n }),
        new("xmlDepth", l => l.XmlDepth, (l, n) => l with { XmlDepth = n }) { Most = DeepestXml },
        new("pdfPages", l => l.PdfPages, (l, n) => l with { PdfPages = n }) { Most = 100_000 },
        new("pdfSeconds", l => l.PdfSeconds, (l, n) => l with { PdfSeconds = n }) { Most = 86_400 },
        new("pdfMegabytes", l => l.PdfMegabytes, (l, n) => l with { PdfMegabytes = n }),
    ];

    /// <summary>A limit's name, how it is read and set, and the most it may be.</summary>
    private sealed record Key(string Name, Func<LimitSettings, int> Value, Func<LimitSettings, int, LimitSettings> Set)
    {
        public Key(string name, Func<Limits, int> value, Func<Limits, int, Limits> set)
            : this(name, l => value(l.Language), (l, n) => l with { Language = set(l.Language, n) }) { }

        public Key(string name, Func<PlanLimits, int> value, Func<PlanLimits, int, PlanLimits> set)
            : this(name, l => value(l.Plan), (l, n) => l with { Plan = set(l.Plan, n) }) { }

        public Key(string name, Func<TransportLimits, int> value, Func<TransportLimits, int, TransportLimits> set)
            : this(name, l => value(l.Transport), (l, n) => l with { Transport = set(l.Transport, n) }) { }

        public Key(string name, Func<DocumentLimits, int> value, Func<DocumentLimits, int, DocumentLimits> set)
            : this(name, l => value(l.Documents), (l, n) => l with { Documents = set(l.Documents, n) }) { }

        public int Most { get; init; } = int.MaxValue;
    }

    public static LimitSettings Default { get; } = new(Limits.Default, PlanLimits.Default, TransportLimits.Default, DocumentLimits.Default);

    /// <summary>All limits by name, with what they are here.</summary>
    public IEnumerable<KeyValuePair<string, int>> ByName => Keys.Select(k => KeyValuePair.Create(k.Name, k.Value(this)));

    /// <exception cref="UsageException">A name or a value isn't one.</exception>
    public static LimitSettings Of(IConfiguration configuration)
    {
        var limits = Default;
        foreach (var given in configuration.GetSection(SettingKeys.Limits).GetChildren())
        {
            var key = Array.Find(Keys, k => k.Name.Equals(given.Key, StringComparison.OrdinalIgnoreCase))
                ?? throw new UsageException($"There is no limit '{given.Key}'.{(NearestName.Of(given.Key, Keys.Select(k => k.Name)) is { } near ? $" Did you mean {near}?" : "")} docs/limits.md has them all.");
            if (!int.TryParse(given.Value, NumberStyles.None, CultureInfo.InvariantCulture, out var value) || value < 1 || value > key.Most)
                throw new UsageException($"limits:{key.Name} takes a number from 1 to {key.Most}, and not '{given.Value}'.");
            limits = key.Set(limits, value);
        }
        return limits with { Language = limits.Language with { Introspection = SettingValue.Boolean(configuration, "introspection", limits.Language.Introspection) } };
    }
}
