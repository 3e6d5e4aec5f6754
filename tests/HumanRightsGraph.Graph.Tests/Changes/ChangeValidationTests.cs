using HumanRightsGraph.Graph.Changes;
using HumanRightsGraph.Graph.Schema;
using HumanRightsGraph.Graph.Store;
using HumanRightsGraph.Graph.Tests.Store;

namespace HumanRightsGraph.Graph.Tests;

public class ChangeValidationTests
{
    public static TheoryData<Change, string> Bad => new()
    {
        { new UpsertNode(new NodeKey("Novel", "n"), "Book", []), "There is no key label \"Novel\"" },
        { new UpsertNode(Library.Work("n"), "Novel", []), "Work n: there is no node type \"Novel\"" },
        { new UpsertNode(Library.Work("n"), "Author", []), "labels change only within a key label" },
        { new UpsertNode(Library.Work("n"), null, []), "Work n is new and has no node type" },
        { new UpsertNode(Library.Work(""), "Book", []), "has no id" },
        { new UpsertNode(Library.Work(new string('x', 1_001)), "Book", []), "1001 characters; 1000 are allowed" },
        { new UpsertNode(Library.Work("\uDC00"), "Book", []), "half a surrogate pair" },
        { Library.Book("n", new Property("pagse", PropertyValue.Of(1L))), "Work n: there is no property \"pagse\"" },
        { Library.Book("n", new Property("pages", PropertyValue.Of("1"))), "property pages is of type Int, not String" },
        { Library.Book("n", new Property("form", PropertyValue.Of("STONE"))), "property form is one of PAPER, FILM, not \"STONE\"" },
        { Library.Book("n", new Property("price", PropertyValue.Of(double.NaN))), "is not a finite number" },
        { Library.Book("n", new Property("pages", PropertyValue.Of(1L)), new Property("pages", PropertyValue.Of(2L))), "is given twice" },
        { new UpsertNode(Library.Author("n"), "Author", []), "Author n is new and has no name" },
        { new UpsertNode(Library.Author("there"), null, [new("name", PropertyValue.Null)]), "property name can't be null" },
        { new UpsertRelationship("READS", Library.Author("there"), Library.Work("there"), []), "There is no relationship type \"READS\"" },
        { new UpsertRelationship("WROTE", Library.Work("there"), Library.Work("there"), []), "WROTE starts at a Author, not at Work there" },
        { new UpsertRelationship("WROTE", Library.Author("there"), Library.Work("gone"), []), "there is no Work gone" },
        { new DeleteRelationship("WROTE", Library.Author("there"), Library.Author("there"), []), "WROTE ends at a Work" },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task A_change_that_does_not_fit_is_told_and_none_of_its_transaction_is_applied(Change bad, string words)
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        await store.ApplyAsync([Library.Book("there"), Library.Writer("there")]);
        var before = store.Current;
        var error = await Assert.ThrowsAsync<GraphStoreException>(async () => await store.ApplyAsync([Library.Book("other"), bad, Library.Book("third")]));
        Assert.Equal(("IMPORT_INVALID", 1), (error.Code, error.ChangeIndex));
        Assert.Contains(words, error.Message);
        Assert.Same(before, store.Current);
    }

    [Fact]
    public async Task A_type_may_change_within_its_key_label()
    {
        var store = EmbeddedStore.InMemory(Library.Schema);
        await store.ApplyAsync([Library.Book("a", new Property("pages", PropertyValue.Of(7L)))]);
        Assert.Equal(new ChangeSummary(0, 1, 0, 0, 0, 0), await store.ApplyAsync([new UpsertNode(Library.Work("a"), "Essay", [])]));
        var node = await store.FindAsync(Library.Work("a"));
        Assert.Equal(("Essay", PropertyValue.Of(7L)), (node!.Type.Name, node["pages"]));
    }

    [Fact]
    public void A_value_in_a_message_is_escaped_and_shortened()
    {
        var problem = ChangeValidation.Problem(Library.Schema, new DeleteNode(new NodeKey("a\u202E\n" + new string('x', 100), "i")))!;
        Assert.Contains("\"a\\u202E\\u000A" + new string('x', 47) + "…\"", problem);
    }
}
