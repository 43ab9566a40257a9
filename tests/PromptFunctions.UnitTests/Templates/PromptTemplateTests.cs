using PromptFunctions.Core.Problems;
using PromptFunctions.Core.Templates;
using PromptFunctions.Core.Versions;
using static PromptFunctions.UnitTests.Support.Samples;
using static PromptFunctions.UnitTests.Templates.Compiled;

namespace PromptFunctions.UnitTests.Templates;

public sealed class PromptTemplateTests
{
    private const string Json = """
        {"a": "A", "b": "B", "t": true, "f": false, "n": 1.50, "zero": 0, "e": "", "el": [], "eo": {}, "list": ["x", "y"], "o": {"k": "v", "j": [1, 2]}, "name": "k", "한국": "서울", "a b": "AB", "a-b": "dash",
         "rows": [{"n": "1", "in": ["p", "q"]}, {"n": "2", "in": []}], "html": "<a b='c'>&amp;\"</a>", "tpl": "{{a}} {{#if a}} \\{{b}} {{> p}}",
         "value": "VALUE", "key": "KEY", "index": "INDEX", "first": "FIRST", "last": "LAST", "parent": "PARENT", "root": "ROOT", "TEST": "upper", "test": "lower", "toString": "TS", "Value": "capital"}
        """;

    [Theory]
    // Values.
    [InlineData("{{a}}{{{a}}}{{&a}}{{ & a }}{{[a b]}}{{a-b}}{{한국}}", "AAAAABdash서울")]
    [InlineData("{{n}} {{zero}} {{t}} {{f}} [{{e}}]", "1.50 0 true false []")]
    [InlineData("{{list}} {{o}} {{el}} {{eo}}", """["x", "y"] {"k": "v", "j": [1, 2]} [] {}""")]
    [InlineData("{{html}} {{tpl}}", "<a b='c'>&amp;\"</a> {{a}} {{#if a}} \\{{b}} {{> p}}")]
    [InlineData("{{o.k}}{{o/k}}{{o.[k]}}{{this.a}}{{./a}}{{@root.a}}{{list.0}}{{list.[1]}}{{list.length}}", "vvvAAAxy2")]
    [InlineData("{{lookup o name}}{{lookup list 1}}{{lookup o 'k'}}{{lookup (lookup rows 0) \"n\"}}{{(lookup o name)}}[{{lookup o a}}][{{lookup list 9}}]", "vyv1v[][]")]
    [InlineData("{{#each rows}}[{{lookup ../o name}}]{{/each}}", "[][]")]
    // Only what the caller gave.
    [InlineData("[{{list.Count}}{{a.Length}}{{o.Members}}{{o.Json}}{{o.toString}}{{o.GetType}}{{a.length}}{{o.k.z}}]", "[]")]
    [InlineData("{{value}} {{key}} {{index}} {{first}} {{last}} {{parent}} {{root}} {{TEST}} {{test}} {{toString}} {{Value}}", "VALUE KEY INDEX FIRST LAST PARENT ROOT upper lower TS capital")]
    [InlineData("{{#each list}}[{{value}}{{Value}}{{key}}{{index}}{{first}}{{last}}{{root}}{{parent}}{{./value}}{{[value]}}]{{../value}}{{../key}}{{../index}}{{/each}}", "[]VALUEKEYINDEX[]VALUEKEYINDEX")]
    [InlineData("{{#each list as |key value|}}{{key}}{{value}}{{/each}} {{key}}{{value}}", "x0y1 KEYVALUE")]
    [InlineData("{{#each list as |Test|}}{{Test}}{{../test}}{{test}}{{/each}}", "xlowerylower")]
    [InlineData("{{#value}}[{{this}}]{{/value}}{{#if key}}{{key}}{{/if}}", "[VALUE]KEY")]
    // Conditions.
    [InlineData("{{#if a}}1{{else}}2{{/if}}{{#if e}}1{{else}}2{{/if}}{{#if zero}}1{{else}}2{{/if}}{{#if el}}1{{^}}2{{/if}}{{#if eo}}1{{else}}2{{/if}}", "12221")]
    [InlineData("{{#unless a}}1{{else}}2{{/unless}}{{#unless f}}1{{/unless}}{{^if f}}1{{/if}}{{^unless a}}1{{/unless}}", "2111")]
    [InlineData("{{#if f}}1{{else if e}}2{{else if a}}3{{else}}4{{/if}}{{#if f}}1{{else if e}}2{{else}}4{{/if}}[{{#if f}}1{{else if e}}2{{/if}}]", "34[]")]
    [InlineData("{{#if (lookup o 'k')}}1{{/if}}{{#if (lookup o 'z')}}1{{else}}2{{/if}}", "12")]
    // Scopes.
    [InlineData("{{#each list}}{{@index}}{{@key}}{{this}}{{.}}{{@first}}{{@last}};{{/each}}", "00xxtruefalse;11yyfalsetrue;")]
    [InlineData("{{#each o}}{{@index}}{{@key}}={{this}};{{@first}}{{@last}} {{/each}}", "0k=v;truefalse 1j=[1, 2];falsetrue ")]
    [InlineData("{{#each rows}}{{n}}{{#each in}}{{this}}{{../n}}{{../../a}}{{@root.b}}{{@index}}{{else}}none{{../a}}{{n}}{{/each}};{{/each}}", "1p1AB0q1AB1;2noneA2;")]
    [InlineData("{{#each rows as |row i|}}{{i}}{{row.n}}{{#each row.in as |cell j|}}{{i}}{{j}}{{row.n}}{{cell}}{{/each}}{{/each}}", "01001p011q12")]
    [InlineData("{{#each el}}1{{else}}2{{/each}}{{#each eo}}1{{else}}2{{/each}}{{#each a}}1{{else}}2{{/each}}", "222")]
    [InlineData("{{#with o}}{{k}}{{../a}}{{#each j}}{{../k}}{{../../b}}{{/each}}{{/with}}{{#with e}}1{{else}}{{a}}{{/with}}{{#with o as |p|}}{{p.k}}{{/with}}", "vAvBvBAv")]
    [InlineData("{{#list}}{{.}}{{@index}}{{/list}}{{#o}}{{k}}{{../a}}{{/o}}{{#t}}{{a}}{{/t}}{{#a}}{{this}}{{/a}}", "x0y1vAAA")]
    [InlineData("{{#f}}1{{^}}2{{/f}}{{#el}}1{{else}}2{{/el}}{{^el}}3{{/el}}{{^list}}4{{/list}}{{^f}}{{a}}{{/f}}{{#e}}1{{^}}2{{/e}}", "223A2")]
    [InlineData("{{#each list}}{{^@first}}, {{/@first}}{{this}}{{#@last}}.{{/@last}}{{/each}}", "x, y.")]
    [InlineData("{{#each rows}}{{#../t}}{{n}}{{/../t}}{{#.}}{{n}}{{/.}}{{/each}}{{#[a b]}}{{.}}{{/[a b]}}", "1122AB")]
    // White space.
    [InlineData("a\n  {{#if a}}  \nb\n  {{else}}\nc\n{{/if}}\nd", "a\nb\nd")]
    [InlineData("a\r\n{{#if a}}\r\nb\r\n{{/if}}\r\nc", "a\r\nb\r\nc")]
    [InlineData("{{#each list}}\n- {{.}}\n{{/each}}\nend", "- x\n- y\nend")]
    [InlineData("x\n  {{! c }}  \ny {{! d }}\nz {{!-- }} --}}.{{!--}}.", "x\ny \nz ..")]
    [InlineData("  {{a}}  \n", "  A  \n")]
    [InlineData("x \n {{~a~}} \n y {{~#if a~}} z {{~/if}} .", "xAyz .")]
    [InlineData("x {{~! c ~}} y {{!-- c --~}} z {{~! c}} .", "xy z .")]
    [InlineData("x\n  {{! c ~}}  \n  y", "x\ny")]
    // Text that looks like tags.
    [InlineData("{\"a\": {\"b\": \"{{a}}\"}, \"c\": [{ {{n}} }]}", "{\"a\": {\"b\": \"A\"}, \"c\": [{ 1.50 }]}")]
    [InlineData("{ {{a}} } } }} }}} { {} {", "{ A } } }} }}} { {} {")]
    [InlineData("\\{{a}} {{a}} \\{{b}}", "{{a}} A {{b}}")]
    [InlineData("\\\\{{a}} \\\\\\{{a}} \\\\{{{a}}}", "\\A \\\\A \\A")]
    [InlineData("\\{{{a}}} \\{{#if a}} \\{{", "{{{a}}} {{#if a}} {{")]
    [InlineData("C:\\dir\\x \\n \\\\ \\{ \\\\{ {\\ \\d+\\{2\\} {{a}}\\", "C:\\dir\\x \\n \\\\ \\{ \\\\{ {\\ \\d+\\{2\\} A\\")]
    [InlineData("안녕 {{한국}} 😀👩‍👩‍👧 é\u2028{{a}}\u00a0", "안녕 서울 😀👩‍👩‍👧 é\u2028A\u00a0")]
    public void Templates_give_the_text_that_Handlebars_gives(string template, string expected) => Assert.Equal(expected, Render(template, Json));

    [Theory]
    [InlineData("1e3", "1000")]
    [InlineData("0.10", "0.10")]
    [InlineData("-0.5", "-0.5")]
    [InlineData("12345678901234567890", "12345678901234567890")]
    [InlineData("1e400", "1e400")]
    public void Numbers_are_written_alike_everywhere(string number, string expected) => Assert.Equal(expected, Render("{{a}}", $$"""{"a": {{number}}}"""));

    [Fact]
    public void The_variables_that_are_missing_are_all_named()
    {
        var template = PromptTemplate.Compile(Node("{{a}} {{b}} {{#if c}}{{c}}{{/if}} {{d}} {{b}}"));

        var problem = Assert.Throws<ProblemException>(() => Render(template, """{"a": "A", "b": null, "x": 1}"""));

        Assert.Equal(ProblemCodes.MissingVariables, problem.Problem);
        Assert.Equal(["b", "d"], Assert.IsAssignableFrom<IEnumerable<string>>(problem.Extensions!["missing"]));
    }

    [Fact]
    public void Other_variables_are_ignored() => Assert.Equal("A", Render("{{a}}", """{"a": "A", "b": "B", "A": "other"}"""));

    [Fact]
    public void Optional_ones_may_be_missing_or_null() => Assert.Equal("no no", Render("{{#if a}}{{a}}{{else}}no{{/if}} {{#b}}{{b}}{{^}}no{{/b}}", """{"b": null}"""));

    [Theory]
    [InlineData("{{#if a}}")]
    [InlineData("{{> other}}")]
    public void What_has_a_fault_is_not_compiled(string template) =>
        Assert.Equal(ProblemCodes.ValidationFailed, Assert.Throws<ProblemException>(() => PromptTemplate.Compile(Node(template))).Problem);

    [Fact]
    public void Each_message_of_a_chat_is_rendered()
    {
        var content = PromptContent.OfMessages([Message(ChatRole.System, "You are {{a}}."), Message(ChatRole.User, "{{b}}")]);
        var template = PromptTemplate.Compile(new("main@1.0.0", content, new Dictionary<string, TemplateNode>()));

        var rendered = template.Render(Variables("""{"a": "A", "b": "{{a}}"}"""), TimeProvider.System);

        Assert.Equal([(ChatRole.System, "You are A."), (ChatRole.User, "{{a}}")], rendered.Messages!.Select(message => (message.Role, message.Content)));
        Assert.Equal("You are A.\n\n{{a}}", rendered.AsText);
    }

    [Fact]
    public void Renderings_at_once_do_not_mix()
    {
        var template = PromptTemplate.Compile(Node("{{a}}{{#each list as |v|}}{{v}}{{../a}}{{> p x=v}}{{/each}}", ("p", Node("{{x}}{{a}}"))));

        Parallel.For(0, 8, new() { MaxDegreeOfParallelism = 8 }, thread =>
        {
            for (var i = 0; i < 200; i++) Assert.Equal($"{thread}" + string.Concat(Enumerable.Range(0, 5).Select(j => $"<{thread}-{i}-{j}>{thread}<{thread}-{i}-{j}>")), Rendered(thread, i));
        });

        string Rendered(int thread, int i) => Render(template, $$"""{"a": "{{thread}}", "list": [{{string.Join(", ", Enumerable.Range(0, 5).Select(j => $"\"<{thread}-{i}-{j}>\""))}}]}""");
    }
}
