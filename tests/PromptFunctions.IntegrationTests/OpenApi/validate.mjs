// Checks answers of the API against its description. The first line on stdin is openapi.json; every further line is a
// call { method, path, query, request, status, contentType, body }. Each gets one line on stdout:
// { operation, errors }. Bodies are texts, null where there is none.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;

// The platform's own parameters, which every call takes.
const PLATFORM = ['code', 'clientId'];

function createCheck(description) {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats(ajv);
  ajv.addSchema(description, 'openapi');
  const validators = new Map();
  const operations = Object.entries(description.paths).flatMap(([route, item]) =>
    Object.entries(item).map(([method, operation]) => ({ id: operation.operationId, route, method, operation, segments: route.split('/') })));

  function validator(pointer) {
    if (!validators.has(pointer)) validators.set(pointer, ajv.compile({ $ref: `openapi#/${pointer}` }));
    return validators.get(pointer);
  }

  function find(method, path) {
    const segments = path.split('/');
    const candidates = operations.filter((candidate) =>
      candidate.method === method.toLowerCase()
      && candidate.segments.length === segments.length
      && candidate.segments.every((segment, i) => segment.startsWith('{') || segment === segments[i]));
    const literals = (candidate) => candidate.segments.filter((segment) => !segment.startsWith('{')).length;
    return candidates.sort((a, b) => literals(b) - literals(a))[0];
  }

  function document(pointer, text) {
    let value;
    try {
      value = JSON.parse(text);
    } catch (error) {
      return [`is not JSON: ${error.message}`];
    }
    const validate = validator(pointer);
    return validate(value) ? [] : validate.errors.map((error) => `${error.instancePath || '/'} ${error.message} ${JSON.stringify(error.params)}`);
  }

  const escape = (name) => encodeURIComponent(name.replaceAll('~', '~0').replaceAll('/', '~1'));

  function content(owner, what, pointer, contentType, text) {
    const media = contentType?.split(';')[0].trim();
    if (!owner?.content) return text ? [`${what} has a body, and none is declared`] : [];
    if (!text) return [`${what} has no body, and one is declared`];
    if (!owner.content[media]) return [`${what} is ${media}, declared is ${Object.keys(owner.content)}`];
    // What is no JSON is a text, whatever is in it.
    if (!/[/+]json$/.test(media)) return [];
    return document(`${pointer}/content/${escape(media)}/schema`, text).map((error) => `${what} ${error}`);
  }

  return (call) => {
    const found = find(call.method, call.path);
    if (!found) return { operation: null, errors: [`${call.method} ${call.path} is not declared`] };
    const { operation, route, method } = found;
    const at = `paths/${escape(route)}/${method}`;
    const answer = operation.responses[call.status];
    if (!answer) return { operation: found.id, errors: [`the status ${call.status} is not declared, only ${Object.keys(operation.responses)}`] };

    const errors = content(answer, 'the answer', `${at}/responses/${call.status}`, call.contentType, call.body);
    if (call.status < 300) {
      const declared = operation.parameters.filter((parameter) => parameter.in === 'query').map((parameter) => parameter.name);
      for (const name of call.query.filter((one) => !declared.includes(one) && !PLATFORM.includes(one))) errors.push(`takes the parameter ${name}, which is not declared`);
      // A body that is taken although it is not as described is not looked at.
      if (call.unchecked) return { operation: found.id, errors };
      if (call.request) errors.push(...content(operation.requestBody, 'the request', `${at}/requestBody`, 'application/json', call.request));
      else if (operation.requestBody?.required) errors.push('needs no body, and one is declared as required');
    }
    return { operation: found.id, errors };
  };
}

let check;

function verdict(call) {
  try {
    return check(call);
  } catch (error) {
    return { operation: null, errors: [`openapi.json cannot be used: ${error.message}`] };
  }
}

for await (const line of createInterface({ input: process.stdin, crlfDelay: Infinity })) {
  const message = JSON.parse(line);
  if (check) process.stdout.write(`${JSON.stringify(verdict(message))}\n`);
  else check = createCheck(message);
}
