// Answers questions, one JSON line each, with what graphql-js says of them.
'use strict';
const path = require('node:path');
const readline = require('node:readline');
const {
  parse, print, validate, buildSchema, buildASTSchema, buildClientSchema, validateSchema, introspectionFromSchema, getVariableValues, specifiedRules,
  MaxIntrospectionDepthRule, graphqlSync, printSchema, printType, printDirective, parseSchemaCoordinate, resolveSchemaCoordinate, isSpecifiedDirective,
} = require('graphql');
// Not exported: the rules for the text of a schema, with the places of their errors.
const { validateSDL } = require(path.join(path.dirname(require.resolve('graphql')), 'validation/validate.js'));

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
  // Errors with their places: those of the text, or else those of the types built from it.
  schemaErrors({ text }) {
    const document = parse(text, parseOptions);
    let errors = validateSDL(document);
    const inText = errors.length > 0;
    if (!inText) errors = validateSchema(buildASTSchema(document, { assumeValidSDL: true }));
    return { ok: errors.length === 0, inText, errors: show(errors) };
  },
  // Each definition on its own: graphql-js orders types by what refers to them.
  definitions({ id, introspection }) {
    const schema = introspection ? buildClientSchema(introspection) : schemas.get(id);
    const types = Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__') && !['Int', 'Float', 'String', 'Boolean', 'ID'].includes(type.name));
    const directives = schema.getDirectives().filter((directive) => !isSpecifiedDirective(directive));
    const rest = new Set([...types.map(printType), ...directives.map(printDirective)]);
    const whole = printSchema(schema);
    const root = [...rest].reduce((text, definition) => text.replace(definition, ''), whole).trim();
    return { ok: true, data: [...rest, ...(root === '' ? [] : [root])].sort() };
  },
  coordinate({ id, text }) {
    parseSchemaCoordinate(text);
    const { kind } = resolveSchemaCoordinate(schemas.get(id), text) ?? { kind: null };
    return { ok: true, data: kind };
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
  // Over objects given as JSON, in which {"$": name} refers to another of them; a root field may fail.
  run({ id, text, variables, objects }) {
    const follow = (value) => Array.isArray(value) ? value.map(follow) : value?.$ === undefined ? value : objects.members[value.$];
    const result = graphqlSync({
      schema: schemas.get(id), source: text, variableValues: variables, rootValue: objects.roots,
      fieldResolver(source, args, context, info) {
        const value = source[info.fieldName];
        if (value?.fails) throw new Error('It fails.');
        return follow(value);
      },
      typeResolver: (value) => value.__typename,
    });
    const errors = result.errors?.map((error) => ({ path: error.path }));
    return result.data === undefined ? { errors } : { data: result.data, errors };
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
