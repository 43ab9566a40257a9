using System.Globalization;
using System.Text.Json;
using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using PromptFunctions.UnitTests.Support;
using static PromptFunctions.UnitTests.Templates.Compiled;

namespace PromptFunctions.UnitTests.Templates;

public sealed class TemplateFuzzTests
{
    private static readonly string[] Fragments =
    [
        "{{", "}}", "{{{", "}}}", "{", "}", "#", "/", "^", "!", "!--", "--}}", ">", "&", "~", "\\", "\"", "'", "(", ")", "[", "]", "|", ".", "..", "../", "@", "=", " ", "\n", "a", "b", "value", "this",
        "if", "unless", "each", "with", "else", "lookup", "else if ", " as |", "@index", "@root.", "null", "1", "서울", "{{a}}", "{{{b}}}", "{{#if a}}", "{{/if}}", "{{#each b}}", "{{/each}}", "{{else}}",
        "{{^}}", "{{#a}}", "{{^a}}", "{{/a}}", "{{lookup a b}}", "{{! c ~}}", "{{!-- c --}}", "{{~", "~}}", "\\{{", "\\\\{{", "{{> p}}", "{{> p a=b}}", "  {{> p}}\n",
    ];

    private static readonly string[] Values = ["null", "true", "false", "0", "1.50", "\"\"", "\"text {{a}}\"", "[]", "{}", "[1, [2], {\"a\": 3}]", "{\"a\": {\"b\": [1]}, \"value\": 5}", "\"\\n}}\""];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_has_no_fault_gives_a_text_or_a_problem(int seed)
    {
        var random = new Random(seed);
        var rendered = 0;
        for (var i = 0; i < 15_000; i++)
        {
            var template = string.Concat(Enumerable.Range(0, random.Next(1, 14)).Select(_ => Pick(random, Fragments)));
            try
            {
                if (TemplateSyntax.Check(template).Count > 0 || !template.Contains("{{", StringComparison.Ordinal) || rendered == 400) continue;
                var node = Node(template, [.. TemplateNode.Partials([template]).Select(name => (name, Node("<{{a}}{{#each b}}{{.}}{{/each}}>")))]);
                var compiled = PromptTemplate.Compile(node);
                rendered++;
                Assert.NotNull(Render(compiled, JsonSerializer.Serialize(compiled.Variables.ToDictionary(variable => variable.Name, _ => Samples.Json(Pick(random, Values))))));
            }
            catch (ProblemException)
            {
                // What it is for: a missing variable, or a partial that there is not.
            }
            catch (Exception e)
            {
                Assert.Fail($"Seed {seed}, template {JsonSerializer.Serialize(template)}: {e}");
            }
        }
        Assert.True(rendered > 100, $"Seed {seed}: only {rendered} templates had no fault.");
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(13)]
    public void Valid_templates_give_what_a_plain_reading_of_them_gives(int seed)
    {
        var random = new Random(seed);
        for (var i = 0; i < 50; i++)
        {
            var json = $$"""{"a": {{Value()}}, "b": {{Value()}}, "list": {{List()}}, "o": {"a": {{Value()}}, "b": {{Value()}}, "list": {{List()}} }, "f": false, "t": true }""";
            var root = Samples.Json(json);
            var grown = ReferenceTemplate.Grow(random, depth: 4);

            var rendered = Render(grown.Text, json);

            var expected = grown.Render(new(root, null, root, default, -1, 0));
            Assert.True(expected == rendered, $"Seed {seed}, {JsonSerializer.Serialize(grown.Text)} of {json}\nexpected {expected}\nbut was  {rendered}");
        }

        string Value() => Pick(random, ["\"A\"", "\"{{b}}\"", "true", "7", "\"한\"", "0", "\"\"", "false"]);
        string List() => Pick(random, ["[]", "[\"x\", \"y\"]", "[{\"a\": \"ia\", \"list\": [1, 2]}, {\"b\": \"ib\"}]", "[[1], []]"]);
    }

    private static string Pick(Random random, string[] from) => from[random.Next(from.Length)];

    /// <summary>Where a template is: a value, and what is around it.</summary>
    private sealed record Place(JsonElement Value, Place? Outer, JsonElement Root, JsonElement Key, int Index, int Count);

    /// <summary>A template that was grown from a grammar, and what it means.</summary>
    private sealed record ReferenceTemplate(string Text, Func<Place, string> Render)
    {
        private static readonly string[] Paths = ["a", "b", "o.a", "o/b", "this.a", "./b", "../a", "../../b", "@root.a", "@index", "@first", "@last", "list.0", "o.[a]", "../list.1"];
        private static readonly string[] Conditions = ["a", "b", "list", "o", "t", "f", "../a", "@first", "@last", "o.b", "@root.t"];
        private static readonly string[] Scopes = ["list", "o", "o.list", "@root.list", "../list", "@root.o"];

        public static ReferenceTemplate Grow(Random random, int depth)
        {
            var parts = Enumerable.Range(0, random.Next(1, 5)).Select(_ => One(random, depth)).ToList();
            return new(string.Concat(parts.Select(part => part.Text)), place => string.Concat(parts.Select(part => part.Render(place))));
        }

        private static ReferenceTemplate One(Random random, int depth)
        {
            var kind = random.Next(depth == 0 ? 3 : 9);
            if (kind == 0)
            {
                var text = Pick(random, ["x", " ", " }} ", "{ ", "\"", "서울", "😀", "\\n", " } }", "a.b"]);
                return new(text, _ => text);
            }
            if (kind == 1) return new(Pick(random, ["{{! c }}", "{{!-- }} --}}"]), _ => "");
            if (kind == 2)
            {
                var path = Pick(random, Paths);
                return new(string.Format(CultureInfo.InvariantCulture, Pick(random, ["{{{{{0}}}}}", "{{{{&{0}}}}}", "{{{{ {0} }}}}"]), path), place => Written(Find(place, path)));
            }
            var (then, other) = (Grow(random, depth - 1), Grow(random, depth - 1));
            var otherwise = Pick(random, ["{{else}}", "{{^}}"]);
            var (condition, scope) = (Pick(random, Conditions), Pick(random, Scopes));
            return kind switch
            {
                3 => new($"{{{{#if {condition}}}}}{then.Text}{otherwise}{other.Text}{{{{/if}}}}", place => Holds(Find(place, condition)) ? then.Render(place) : other.Render(place)),
                4 => new($"{{{{#unless {condition}}}}}{then.Text}{{{{/unless}}}}", place => Holds(Find(place, condition)) ? "" : then.Render(place)),
                5 => new($"{{{{#with {scope}}}}}{then.Text}{otherwise}{other.Text}{{{{/with}}}}", place => Holds(Find(place, scope)) ? then.Render(Inside(place, Find(place, scope))) : other.Render(place)),
                6 => new($"{{{{#{scope}}}}}{then.Text}{otherwise}{other.Text}{{{{/{scope}}}}}", place => Find(place, scope) is not { ValueKind: JsonValueKind.Array } list
                    ? Holds(Find(place, scope)) ? then.Render(Inside(place, Find(place, scope))) : other.Render(place)
                    : list.GetArrayLength() == 0 ? other.Render(place) : Repeated(place, list, then)),
                7 => new($"{{{{^{condition}}}}}{then.Text}{{{{/{condition}}}}}", place => Holds(Find(place, condition)) ? "" : then.Render(place)),
                _ => new($"{{{{#each {scope}}}}}{then.Text}{otherwise}{other.Text}{{{{/each}}}}", place => Repeated(place, Find(place, scope), then) is { Length: > 0 } text ? text
                    : Find(place, scope) is { ValueKind: JsonValueKind.Array or JsonValueKind.Object } some && Members(some).Any() ? "" : other.Render(place)),
            };
        }

        private static IEnumerable<JsonElement> Members(JsonElement value) => value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray(),
            JsonValueKind.Object => value.EnumerateObject().Select(member => member.Value),
            _ => [],
        };

        private static string Repeated(Place place, JsonElement? value, ReferenceTemplate body)
        {
            var items = value is { } some ? Members(some).ToList() : [];
            return string.Concat(items.Select((item, i) => body.Render(new(item, place, place.Root, default, i, items.Count))));
        }

        private static Place Inside(Place place, JsonElement? value) => place with { Value = value!.Value, Outer = place };

        private static JsonElement? Find(Place place, string path)
        {
            if (path[0] == '@' && !path.StartsWith("@root.", StringComparison.Ordinal))
            {
                if (place.Index < 0) return null;
                return path switch
                {
                    "@index" => JsonSerializer.SerializeToElement(place.Index),
                    "@first" => JsonSerializer.SerializeToElement(place.Index == 0),
                    _ => JsonSerializer.SerializeToElement(place.Index == place.Count - 1),
                };
            }
            var at = place;
            while (path.StartsWith("../", StringComparison.Ordinal))
            {
                if (at.Outer is null) return null;
                (at, path) = (at.Outer, path[3..]);
            }
            JsonElement? value = path.StartsWith("@root.", StringComparison.Ordinal) ? at.Root : at.Value;
            foreach (var name in path.Replace("@root.", "").Replace("./", "").Replace("this.", "").Split('.', '/').Select(name => name.Trim('[', ']')))
            {
                value = value switch
                {
                    { ValueKind: JsonValueKind.Object } members when members.TryGetProperty(name, out var member) => member,
                    { ValueKind: JsonValueKind.Array } items when int.TryParse(name, out var index) && index < items.GetArrayLength() => items[index],
                    _ => null,
                };
            }
            return value;
        }

        private static bool Holds(JsonElement? value) => value is { } some && some.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.String => some.GetString() != "",
            JsonValueKind.Number => some.GetDecimal() != 0,
            JsonValueKind.Array => some.GetArrayLength() > 0,
            JsonValueKind.Object => true,
            _ => false,
        };

        private static string Written(JsonElement? value) => value is not { } some ? "" : some.ValueKind switch
        {
            JsonValueKind.String => some.GetString()!,
            JsonValueKind.True => "true",
            JsonValueKind.False => "false",
            JsonValueKind.Null => "",
            _ => some.GetRawText(),
        };
    }
}
