using HumanRightsGraph.GraphQL.Language;

namespace HumanRightsGraph.GraphQL.Types;

/// <summary>What every schema has: the meta-fields (GraphQL §4.1, §4.4), the types of introspection (§4.2), the directives of §3.13.</summary>
public static class Introspection
{
    public const string SchemaFieldName = "__schema";
    public const string TypeFieldName = "__type";
    public const string DefaultDeprecationReason = "No longer supported";

    /// <summary><c>__typename: String!</c>, on every composite type.</summary>
    public static FieldDefinition TypeNameField { get; } = new("__typename", new NonNullType(BuiltInScalars.String))
    {
        Description = "The name of the object's type.",
    };

    internal static DocumentNode Definitions { get; } = Parse(
        """"
        "What the API offers: types, directives, and the types its operations begin at."
        type __Schema {
          description: String
          "All types, in the order of the schema's text."
          types: [__Type!]!
          "Where queries begin."
          queryType: __Type!
          "Where mutations begin, if there are any."
          mutationType: __Type
          "Where subscriptions begin, if there are any."
          subscriptionType: __Type
          "All directives."
          directives: [__Directive!]!
        }

        "A type. Fields that do not apply to its kind are null."
        type __Type {
          kind: __TypeKind!
          name: String
          description: String
          specifiedByURL: String
          fields(includeDeprecated: Boolean! = false): [__Field!]
          interfaces: [__Type!]
          possibleTypes: [__Type!]
          enumValues(includeDeprecated: Boolean! = false): [__EnumValue!]
          inputFields(includeDeprecated: Boolean! = false): [__InputValue!]
          ofType: __Type
          isOneOf: Boolean
        }

        "The kinds of types."
        enum __TypeKind {
          "A leaf. `specifiedByURL` may say more."
          SCALAR
          "`fields` and `interfaces` are lists."
          OBJECT
          "`fields`, `interfaces` and `possibleTypes` are lists."
          INTERFACE
          "`possibleTypes` is a list."
          UNION
          "`enumValues` is a list."
          ENUM
          "`inputFields` is a list."
          INPUT_OBJECT
          "A list of `ofType`."
          LIST
          "`ofType`, never null."
          NON_NULL
        }

        "A field of an object or interface."
        type __Field {
          name: String!
          description: String
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
          type: __Type!
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "An argument, or a field of an input object."
        type __InputValue {
          name: String!
          description: String
          type: __Type!
          "The default as a GraphQL literal."
          defaultValue: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A value of an enum."
        type __EnumValue {
          name: String!
          description: String
          isDeprecated: Boolean!
          deprecationReason: String
        }

        "A directive, and where it may stand."
        type __Directive {
          name: String!
          description: String
          isRepeatable: Boolean!
          locations: [__DirectiveLocation!]!
          args(includeDeprecated: Boolean! = false): [__InputValue!]!
        }

        "A place where directives may stand."
        enum __DirectiveLocation {
          QUERY MUTATION SUBSCRIPTION FIELD FRAGMENT_DEFINITION FRAGMENT_SPREAD INLINE_FRAGMENT VARIABLE_DEFINITION
          SCHEMA SCALAR OBJECT FIELD_DEFINITION ARGUMENT_DEFINITION INTERFACE UNION ENUM ENUM_VALUE INPUT_OBJECT INPUT_FIELD_DEFINITION
        }

        "Includes a field or fragment only if `if` is true."
        directive @include("Include when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Leaves out a field or fragment if `if` is true."
        directive @skip("Leave out when true." if: Boolean!) on FIELD | FRAGMENT_SPREAD | INLINE_FRAGMENT

        "Advises against further use."
        directive @deprecated(
          "Why, and what to use instead, in CommonMark."
          reason: String! = "No longer supported"
        ) on FIELD_DEFINITION | ARGUMENT_DEFINITION | INPUT_FIELD_DEFINITION | ENUM_VALUE

        "Where the form of a scalar is specified."
        directive @specifiedBy("The specification's URL." url: String!) on SCALAR

        "Exactly one field of the input object is given, and it is not null."
        directive @oneOf on INPUT_OBJECT
        """");

    private static DocumentNode Parse(string text)
        => Parser.Parse(text, ParserOptions.Trusted) is { Document: { } document } ? document : throw new InvalidOperationException("The introspection schema does not parse.");
}
