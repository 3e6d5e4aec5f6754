using System.Collections.Immutable;
using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;

namespace HumanRightsGraph.Graph.Tests.Store;

/// <summary>A small schema with every property type, two node types under one key label, and identities of none and two properties.</summary>
internal static class Library
{
    internal static readonly KeyLabel WorkLabel = new("Work",
    [
        new("title", PropertyType.String), new("pages", PropertyType.Int), new("price", PropertyType.Float), new("lent", PropertyType.Boolean),
        new("printedOn", PropertyType.Date), new("tags", PropertyType.StringList), new("renewedOn", PropertyType.DateList),
        new("form", PropertyType.String, EnumValues: ["PAPER", "FILM"]),
    ]);

    internal static readonly KeyLabel AuthorLabel = new("Author", [new("name", PropertyType.String, Required: true)]);
    internal static readonly RelationshipType Wrote = new("WROTE", AuthorLabel, WorkLabel, [new("share", PropertyType.Float)], []);
    internal static readonly RelationshipType Quotes = new("QUOTES", WorkLabel, WorkLabel,
        [new("page", PropertyType.String), new("words", PropertyType.String), new("line", PropertyType.Int)], ["page", "line"]);

    internal static readonly GraphSchema Schema = new(
        [new("Book", WorkLabel, ["Work", "Book"]), new("Essay", WorkLabel, ["Work", "Essay"]), new("Author", AuthorLabel, ["Author"])], [Wrote, Quotes]);

    internal static NodeKey Work(string id) => new("Work", id);
    internal static NodeKey Author(string id) => new("Author", id);

    internal static UpsertNode Book(string id, params ImmutableArray<Property> properties) => new(Work(id), "Book", properties);
    internal static UpsertNode Writer(string id) => new(Author(id), "Author", [new("name", PropertyValue.Of(id + "'s name"))]);
    internal static UpsertRelationship Quote(string from, string to, string? page = null, string? words = null) =>
        new("QUOTES", Work(from), Work(to), [new("page", PropertyValue.Of(page)), new("words", PropertyValue.Of(words))]);
}
