// Answers questions, one JSON line each, with what graphql-js says of them.
'use strict';
const readline = require('node:readline');
const {
  parse, print, validate, buildSchema, validateSchema, introspectionFromSchema, getVariableValues, specifiedRules, MaxIntrospectionDepthRule,
  graphqlSync, GraphQLScalarType,
} = require('graphql');

// The September 2025 edition: selection sets are not empty; the rule of introspection depth is a recommendation, not of the edition.
const parseOptions = { noLocation: false, allowEmptySelectionSets: false };
const rules = specifiedRules.filter((rule) => rule !== MaxIntrospectionDepthRule);
const schemas = new Map();

const show = (errors) => errors.map((error) => ({ message: error.message, locations: (error.locations ?? []).map((l) => [l.line, l.column]) }));

// -0 and undefined have no JSON; enum values and strings are alike in both.
const plain = (value) => JSON.parse(JSON.stringify(value ?? null));

const commands = {
  parse({ text }) {
    return { ok: true, printed: print(parse(text, parseOptions)) };
  },
  schema({ id, text }) {
    const schema = buildSchema(text, parseOptions);
    const errors = validateSchema(schema);
    if (errors.length > 0) return { ok: false, errors: show(errors) };
    if (id !== undefined) schemas.set(id, schema);
    return { ok: true };
  },
  introspection({ id }) {
    return { ok: true, data: introspectionFromSchema(schemas.get(id), { specifiedByUrl: true, directiveIsRepeatable: true, schemaDescription: true, inputValueDeprecation: true, oneOf: true }) };
  },
  validate({ id, text }) {
    const errors = validate(schemas.get(id), parse(text, parseOptions), rules, { maxErrors: 10000, allowEmptySelectionSets: false, hideSuggestions: true });
    return { ok: errors.length === 0, errors: show(errors) };
  },
  variables({ id, text, variables }) {
    const operation = parse(text, parseOptions).definitions[0];
    const { errors, variableValues } = getVariableValues(schemas.get(id), operation.variableDefinitions ?? [], variables);
    return errors ? { ok: false, errors: show(errors) } : { ok: true, data: plain(variableValues.coerced) };
  },
  // Every field answers with its arguments as JSON.
  execute({ id, text, variables }) {
    const result = graphqlSync({
      schema: schemas.get(id), source: text, variableValues: variables,
      fieldResolver: (source, args, context, info) => JSON.stringify(args),
    });
    return { ok: !result.errors, data: plain(result.data), errors: show(result.errors ?? []) };
  },
};

readline.createInterface({ input: process.stdin }).on('line', (line) => {
  const request = JSON.parse(line);
  let answer;
  try {
    answer = commands[request.command](request);
  } catch (error) {
    answer = { ok: false, thrown: true, errors: show([error]) };
  }
  process.stdout.write(JSON.stringify(answer) + '\n');
});
