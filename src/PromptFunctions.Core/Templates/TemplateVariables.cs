namespace PromptFunctions.Core.Templates;

/// <summary>
/// Finds the variables of Handlebars templates: top-level names in the order of first use. A name that is used only as
/// a condition, or inside its own <c>{{#if}}</c>, is optional. Malformed templates give what can be read of them.
/// </summary>
public sealed class TemplateVariables
{
    // What is nested deeper is not read: no person writes it, and reading it would take a stack and a time without bound.
    private const int DeepestBlock = 200, DeepestExpression = 32;

    // Prompts that include each other twice over, and so on, would be read without end.
    private const int MostTags = 20_000;

    private readonly Dictionary<string, bool> required = [];
    private readonly List<string> order = [];
    private readonly Stack<Block> blocks = new();
    private int tags;
    private bool takesAll;

    private TemplateVariables()
    {
    }

    /// <summary>The variables of several templates that are filled in together, such as a chat's messages.</summary>
    public static IReadOnlyList<TemplateVariable> Of(IEnumerable<string> templates)
    {
        var variables = new TemplateVariables();
        foreach (var template in templates)
        {
            variables.blocks.Clear();
            variables.Read(TemplateScanner.Tags(template), null);
        }
        return variables.Found();
    }

    /// <summary>The variables of a content and of all that it includes, as its callers supply them.</summary>
    /// <exception cref="Problems.ProblemException">422 <c>validation-failed</c>: prompts are included so often that it cannot be told.</exception>
    public static IReadOnlyList<TemplateVariable> Of(TemplateNode node) => Of(node, out _);

    /// <summary>The same, and whether some tag stands for all that the caller gives, such as <c>{{#each this}}</c>.</summary>
    public static IReadOnlyList<TemplateVariable> Of(TemplateNode node, out bool takesAll)
    {
        var variables = new TemplateVariables();
        foreach (var template in node.Tags)
        {
            variables.blocks.Clear();
            variables.Read(template, node);
        }
        takesAll = variables.takesAll;
        return variables.Found();
    }

    /// <summary>
    /// Whether callers of the old template would miss something in the new one: a variable is gone, or one that they
    /// need not supply is now required.
    /// </summary>
    public static bool Break(IReadOnlyList<TemplateVariable> before, IReadOnlyList<TemplateVariable> after)
    {
        var (supplied, used) = (before.Where(old => old.Required).Select(old => old.Name).ToHashSet(), after.Select(now => now.Name).ToHashSet());
        return before.Any(old => !used.Contains(old.Name)) || after.Any(now => now.Required && !supplied.Contains(now.Name));
    }

    private IReadOnlyList<TemplateVariable> Found() => [.. order.Select(name => new TemplateVariable(name, required[name]))];

    private void Read(IEnumerable<TemplateTag> template, TemplateNode? node)
    {
        foreach (var tag in template)
        {
            var isTooDeep = blocks.Count >= DeepestBlock;
            if (node is not null && (++tags > MostTags || isTooDeep))
                throw new Problems.ProblemException(Problems.ProblemCodes.ValidationFailed, $"{node.Id} and what it includes have more than {MostTags} tags, or {DeepestBlock} blocks within each other.");
            if (isTooDeep) return;
            Visit(tag);
            if (tag.Partial is var (name, arguments) && node?.Includes.GetValueOrDefault(name) is { } included) Include(included, arguments);
        }
    }

    /// <summary>What a partial asks for is asked for here, but for what it is given as key=value, or as its context.</summary>
    private void Include(TemplateNode included, IReadOnlyList<string> arguments)
    {
        var depth = blocks.Count;
        var keys = arguments.Select(TemplateExpression.Hash).OfType<(string Key, string Value)>().Select(hash => hash.Key).ToList();
        var isScope = arguments.Count > keys.Count && !TemplateExpression.IsThis(arguments[0]);
        blocks.Push(new(isScope, null, false, keys, Includes: true));
        foreach (var template in included.Tags) Read(template, included);
        while (blocks.Count > depth) blocks.Pop();
    }

    private void Visit(TemplateTag tag)
    {
        switch (tag.Kind)
        {
            case TemplateTagKind.Value: Expression(tag.Words); break;
            case TemplateTagKind.Open: Open(tag, inverted: false); break;
            case TemplateTagKind.OpenInverted: Open(tag, inverted: true); break;
            case TemplateTagKind.Else: Else(tag); break;
            case TemplateTagKind.Close: blocks.TryPop(out _); break;
            case TemplateTagKind.Partial: Arguments(tag.Words.Skip(1)); break;
        }
    }

    private void Open(TemplateTag tag, bool inverted)
    {
        if (tag.Words is not [var helper, ..]) return;
        if (TemplateSyntax.Conditions.Contains(helper))
        {
            var condition = tag.Words.Count > 1 ? tag.Words[1] : "";
            Condition(condition);
            blocks.Push(new(Scope: false, Name(condition), Guards: helper == "if" != inverted, tag.BlockParameters));
        }
        else if (TemplateSyntax.Scopes.Contains(helper))
        {
            Arguments(tag.Words.Skip(1));
            blocks.Push(new(Scope: true, null, false, tag.BlockParameters));
        }
        else if (helper[0] == '>')
        {
            // A partial with a block to fall back on.
            Arguments(tag.Words.Skip(helper == ">" ? 2 : 1));
            blocks.Push(new(Scope: false, null, false, tag.BlockParameters));
        }
        else if (tag.Words.Count == 1)
        {
            Condition(helper);
            blocks.Push(new(Scope: false, Name(helper), Guards: !inverted, tag.BlockParameters, Section: true));
        }
        else
        {
            Arguments(tag.Words.Skip(1));
            blocks.Push(new(Scope: false, null, false, tag.BlockParameters));
        }
    }

    private void Else(TemplateTag tag)
    {
        if (!blocks.TryPop(out var block)) return;
        if (tag.Words is ["if" or "unless", var condition, ..]) Condition(condition);
        blocks.Push(tag.Words is [var helper and ("if" or "unless"), var guarded, ..]
            ? block with { Scope = false, Condition = Name(guarded), Guards = helper == "if", Section = false }
            : block with { Scope = false, Guards = !block.Guards, Parameters = [] });
    }

    private void Expression(IReadOnlyList<string> words, int depth = 0)
    {
        if (words is not [var first, ..]) return;
        if (words.Count == 1 && first[0] != '(') Use(first, needed: true);
        else if (first == TemplateExpression.Lookup || words.Count > 1) Arguments(words.Skip(1), depth);
        else Arguments(words, depth);
    }

    private void Arguments(IEnumerable<string> words, int depth = 0)
    {
        foreach (var word in words)
        {
            var value = TemplateExpression.Hash(word)?.Value ?? word;
            if (!value.StartsWith('(')) Use(value, needed: true);
            else if (depth < DeepestExpression) Expression(TemplateScanner.Split(value.Trim('(', ')')), depth + 1);
        }
    }

    private void Condition(string word)
    {
        if (word.StartsWith('(')) Arguments([word]);
        else Use(word, needed: false);
    }

    private void Use(string word, bool needed)
    {
        takesAll |= IsAll(word);
        if (Name(word) is not { } name) return;
        var guarded = blocks.Any(block => block.Optional || (block.Guards && block.Condition == name));
        if (!required.TryGetValue(name, out var before)) order.Add(name);
        required[name] = before || (needed && !guarded);
    }

    /// <summary>The top-level name that a path begins with here; null for literals and for what belongs to an inner scope.</summary>
    private string? Name(string path)
    {
        var (outwards, isPlain) = (0, true);
        if (path.StartsWith("@root.", StringComparison.Ordinal) || path.StartsWith("@root/", StringComparison.Ordinal)) (path, outwards, isPlain) = (path["@root.".Length..], int.MaxValue, false);
        for (; path.StartsWith("../", StringComparison.Ordinal); outwards++) (path, isPlain) = (path[3..], false);
        if (path.StartsWith("./", StringComparison.Ordinal)) (path, isPlain) = (path[2..], false);
        else if (path.StartsWith("this.", StringComparison.Ordinal) || path.StartsWith("this/", StringComparison.Ordinal)) (path, isPlain) = (path[5..], false);
        if (First(path) is not { } name || blocks.Count(block => block.Scope) > outwards) return null;
        return (isPlain && IsParameter(name)) || IsGiven(name, outwards) ? null : name;
    }

    private static string? First(string path)
    {
        if (path is ['[', ..]) return path.IndexOf(']', StringComparison.Ordinal) is > 1 and var end ? path[1..end] : null;
        var name = path.Split('.', '/')[0];
        var isLiteral = name.Length == 0 || name[0] is '@' or '"' or '\'' or '-' || char.IsAsciiDigit(name[0])
            || name is "this" or "true" or "false" or "null" or "undefined" or "else";
        return isLiteral ? null : name;
    }

    private bool IsAll(string path)
    {
        // Within a section of a list or an object, it is that which is meant.
        var scopes = blocks.Count(block => block.Scope || block.Optional);
        while (path.StartsWith("../", StringComparison.Ordinal)) (path, scopes) = (path[3..], scopes - 1);
        return path == ".." ? scopes <= 1 : scopes <= 0 && TemplateExpression.IsThis(path);
    }

    // A partial does not see the block parameters around it.
    private bool IsParameter(string name) => blocks.TakeWhile(block => !block.Includes).Any(block => block.Parameters.Contains(name));

    // It sees what it is given as key=value, as members of its own scope.
    private bool IsGiven(string name, int outwards)
    {
        var crossed = 0;
        foreach (var block in blocks)
        {
            if (block.Includes && crossed == outwards && block.Parameters.Contains(name)) return true;
            if (block.Scope) crossed++;
        }
        return false;
    }

    private sealed record Block(bool Scope, string? Condition, bool Guards, IReadOnlyList<string> Parameters, bool Section = false, bool Includes = false)
    {
        /// <summary>In a mustache section a name may be the caller's or the section's own, so nothing in it is required; in its opposite it is the caller's.</summary>
        public bool Optional => Section && Guards;
    }
}
