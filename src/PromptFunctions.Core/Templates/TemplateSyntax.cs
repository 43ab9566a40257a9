namespace PromptFunctions.Core.Templates;

/// <summary>
/// Checks templates: what passes here compiles, and renders within bounds. It is Handlebars without what could reach
/// beyond the given variables or run without end: decorators, inline partials, raw blocks and partials named by a value.
/// </summary>
public sealed class TemplateSyntax
{
    /// <summary>How many tags a template may have.</summary>
    public const int MostTags = 2000;

    /// <summary>How deep blocks may be nested; each <c>else if</c> is one deeper.</summary>
    public const int DeepestBlock = 50;

    /// <summary>The helpers that choose between texts.</summary>
    internal static readonly HashSet<string> Conditions = ["if", "unless"];

    /// <summary>The helpers within which names are those of something inner.</summary>
    internal static readonly HashSet<string> Scopes = ["each", "with"];

    // The library looks for lines of their own in a time that grows with the square of this.
    private const int LongestWhiteSpace = 1000;

    private readonly List<TemplateFault> faults = [];
    private readonly Stack<Block> blocks = new();

    private TemplateSyntax()
    {
    }

    /// <summary>All that is wrong with a template, in the order in which it stands there.</summary>
    public static IReadOnlyList<TemplateFault> Check(string template)
    {
        var syntax = new TemplateSyntax();
        var count = 0;
        if (LongWhiteSpace(template) is >= 0 and var start)
            syntax.faults.Add(new(TemplateFaultCodes.TooComplex, $"More than {LongestWhiteSpace:N0} spaces and line breaks follow each other.", start));
        foreach (var tag in TemplateScanner.Tags(template))
        {
            if (tag is { Kind: TemplateTagKind.Comment, Fault: null }) continue;
            if (++count > MostTags)
            {
                syntax.Fault(tag, TemplateFaultCodes.TooComplex, $"The template has more than {MostTags} tags.");
                return syntax.InOrder();
            }
            syntax.Visit(tag);
        }
        foreach (var block in syntax.blocks) syntax.Fault(block.Tag, TemplateFaultCodes.UnclosedBlock, "The block is never closed.");
        return syntax.InOrder();
    }

    /// <summary>Whether a tag opens a block by a helper, and not for a variable.</summary>
    internal static bool IsHelper(string word) => Conditions.Contains(word) || Scopes.Contains(word);

    private static int LongWhiteSpace(string template)
    {
        var start = 0;
        for (var i = 0; i < template.Length; i++)
        {
            if (!char.IsWhiteSpace(template[i])) start = i + 1;
            else if (i - start == LongestWhiteSpace) return start;
        }
        return -1;
    }

    private List<TemplateFault> InOrder() => [.. faults.OrderBy(fault => fault.Offset)];

    private void Visit(TemplateTag tag)
    {
        if (tag.Fault is not null) faults.Add(tag.Fault);
        switch (tag.Kind)
        {
            case TemplateTagKind.Value when tag.Fault is null: Value(tag); break;
            case TemplateTagKind.Open or TemplateTagKind.OpenInverted: Open(tag); break;
            case TemplateTagKind.Else: Else(tag); break;
            case TemplateTagKind.Close: Close(tag); break;
            case TemplateTagKind.Partial when tag.Fault is null: Partial(tag); break;
        }
    }

    private void Value(TemplateTag tag)
    {
        if (tag.BlockParameters.Count > 0) Fault(tag, TemplateFaultCodes.MalformedTag, "Only a block has parameters.");
        else if (tag.Words is [TemplateExpression.Lookup, ..]) Word(tag, $"({string.Join(' ', tag.Words)})");
        else if (tag.Words.Count > 1) Fault(tag, Helper(tag.Words[0]), $"There is no helper '{TemplateExpression.Shown(tag.Words[0])}'.");
        else if (tag.Words[0].StartsWith('(') || TemplateExpression.IsPath(tag.Words[0])) Word(tag, tag.Words[0]);
        else Fault(tag, Helper(tag.Words[0]), $"'{TemplateExpression.Shown(tag.Words[0])}' is not a variable.");
    }

    private static string Helper(string word) => TemplateExpression.IsPath(word) ? TemplateFaultCodes.UnknownHelper : TemplateFaultCodes.MalformedTag;

    private void Open(TemplateTag tag)
    {
        var word = tag.Words[0];
        Push(tag, new(tag, tag.Partial?.Name ?? word));
        if (tag.Fault is not null) return;
        if (tag.IsPartialBlock) Partial(tag);
        else if (word.StartsWith('*')) Fault(tag, TemplateFaultCodes.UnsupportedTag, "Decorators and inline partials are not supported: make the text a prompt of its own and include that.");
        else if (IsHelper(word)) HelperBlock(tag, word, [.. tag.Words.Skip(1)]);
        else if (tag.Words.Count > 1) Fault(tag, TemplateFaultCodes.UnknownHelper, $"There is no helper '{TemplateExpression.Shown(word)}'.");
        else if (tag.BlockParameters.Count > 0) Fault(tag, TemplateFaultCodes.MalformedTag, "Only each and with have block parameters.");
        else if (TemplateExpression.IsPath(word)) Word(tag, word);
        else Fault(tag, TemplateFaultCodes.MalformedTag, $"'{TemplateExpression.Shown(word)}' is not a variable.");
    }

    private void HelperBlock(TemplateTag tag, string helper, string[] arguments)
    {
        var isScope = Scopes.Contains(helper);
        if (tag.Kind == TemplateTagKind.OpenInverted && isScope) Fault(tag, TemplateFaultCodes.UnsupportedTag, $"Write {{{{#{helper} …}}}}{{{{else}}}} in place of {{{{^{helper} …}}}}.");
        else if (arguments.Length != 1) Fault(tag, TemplateFaultCodes.WrongArguments, $"{helper} takes one argument.");
        else if (tag.BlockParameters.Count > (helper == "each" ? 2 : helper == "with" ? 1 : 0)) Fault(tag, TemplateFaultCodes.WrongArguments, $"{helper} does not give so many block parameters.");
        else if (tag.BlockParameters.Any(name => !TemplateExpression.IsPlainName(name))) Fault(tag, TemplateFaultCodes.MalformedTag, "A block parameter is a plain name.");
        else if (isScope && TemplateExpression.IsLiteral(arguments[0])) Fault(tag, TemplateFaultCodes.WrongArguments, $"{helper} takes a variable.");
        else Word(tag, arguments[0]);
    }

    private void Else(TemplateTag tag)
    {
        if (tag.Fault is not null) return;
        if (!blocks.TryPeek(out var block))
        {
            Fault(tag, TemplateFaultCodes.UnbalancedBlock, "There is no block to be the other case of.");
            return;
        }
        if (tag.Words.Count == 0)
        {
            if (block.HasElse) Fault(tag, TemplateFaultCodes.UnbalancedBlock, "The block has an else already.");
            blocks.Pop();
            blocks.Push(block with { HasElse = true });
        }
        else if (block.HasElse) Fault(tag, TemplateFaultCodes.UnbalancedBlock, "The block has an else already.");
        else if (block.Name != "if" || block.Tag.Kind != TemplateTagKind.Open || tag.Words[0] != "if") Fault(tag, TemplateFaultCodes.UnsupportedTag, "Only an if has further cases: nest the block inside an else.");
        else if (tag.Words.Count != 2) Fault(tag, TemplateFaultCodes.WrongArguments, "if takes one argument.");
        else
        {
            blocks.Pop();
            Push(tag, block with { Depth = block.Depth + 1 });
            Word(tag, tag.Words[1]);
        }
    }

    private void Close(TemplateTag tag)
    {
        var name = string.Join(' ', tag.Words);
        if (!blocks.TryPop(out var block))
        {
            Fault(tag, TemplateFaultCodes.UnbalancedBlock, $"'{TemplateExpression.Shown(name)}' is closed, and no block is open.");
            return;
        }
        if (block.Name == name) return;
        Fault(tag, TemplateFaultCodes.UnbalancedBlock, $"'{TemplateExpression.Shown(name)}' is closed where '{TemplateExpression.Shown(block.Name)}' is open.");
        // Rather one block was not closed than all that follow are wrong.
        if (!blocks.Any(outer => outer.Name == name)) blocks.Push(block);
        else while (blocks.TryPop(out var skipped) && skipped.Name != name) { }
    }

    private void Push(TemplateTag tag, Block block)
    {
        blocks.Push(block);
        if (blocks.Sum(open => open.Depth) == DeepestBlock + 1) Fault(tag, TemplateFaultCodes.TooComplex, $"Blocks are nested deeper than {DeepestBlock}.");
    }

    private void Partial(TemplateTag tag)
    {
        var (name, arguments) = tag.Partial!.Value;
        if (name.StartsWith('(')) Fault(tag, TemplateFaultCodes.UnsupportedTag, "A partial is named in the template, not by a value.");
        else if (name.StartsWith('@')) Fault(tag, TemplateFaultCodes.UnsupportedTag, "Partials cannot include the block that includes them.");
        else if (!Common.Names.IsName(name)) Fault(tag, TemplateFaultCodes.UnknownPartial, $"'{TemplateExpression.Shown(name)}' is not a prompt's name.");
        else if (tag.BlockParameters.Count > 0) Fault(tag, TemplateFaultCodes.MalformedTag, "A partial has no block parameters.");
        else if (tag.IsPartialBlock) Fault(tag, TemplateFaultCodes.UnsupportedTag, "A partial has no block: it is there, or the version does not pass its gates.");
        else
        {
            var keys = arguments.Select(TemplateExpression.Hash).ToList();
            if (keys.Count(key => key is null) > 1 || (keys.Contains(null) && keys.Count > 1)) Fault(tag, TemplateFaultCodes.WrongArguments, "A partial takes one value as its context, or key=value pairs.");
            else if (keys.DistinctBy(key => key?.Key).Count() < keys.Count) Fault(tag, TemplateFaultCodes.WrongArguments, "A partial is given the same name twice.");
            for (var i = 0; i < arguments.Count; i++) Word(tag, keys[i]?.Value ?? arguments[i]);
        }
    }

    private void Word(TemplateTag tag, string word)
    {
        if (TemplateExpression.FaultOf(word) is var (code, message)) Fault(tag, code, message);
    }

    private void Fault(TemplateTag tag, string code, string message) => faults.Add(new(code, message, tag.Start));

    /// <param name="Tag">What opened it.</param>
    /// <param name="Name">What closes it.</param>
    /// <param name="Depth">How deep it is by itself: one, and one for each further case.</param>
    /// <param name="HasElse">Whether its last case has begun.</param>
    private sealed record Block(TemplateTag Tag, string Name, int Depth = 1, bool HasElse = false);
}
