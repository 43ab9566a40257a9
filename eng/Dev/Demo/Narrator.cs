using System.Text.Json.Nodes;
using Spectre.Console;

namespace PromptFunctions.Dev.Demo;

/// <summary>Tells a person what was called, what came back and what it means.</summary>
internal sealed class Narrator(IAnsiConsole console)
{
    /// <summary>How wide a bar is.</summary>
    public const int BarWidth = 30;

    private int _chapter;

    public void Title(string text, string subtitle) =>
        console.Write(new Panel(new Markup($"[bold]{Markup.Escape(text)}[/]\n[grey]{Markup.Escape(subtitle)}[/]")).Border(BoxBorder.Double).Expand());

    public void Chapter(string title, string why)
    {
        console.WriteLine();
        console.Write(new Rule($"[bold yellow]{++_chapter}. {Markup.Escape(title)}[/]").LeftJustified());
        console.MarkupLine($"[grey]{Markup.Escape(why)}[/]");
    }

    /// <summary>The call itself, with what mattered in the request.</summary>
    public void Call(Exchange exchange, string sent = "")
    {
        console.MarkupLine($"\n  [blue bold]{exchange.Method}[/] {Markup.Escape(Uri.UnescapeDataString(exchange.Path))}  {Status(exchange)} [grey]{exchange.Took.TotalMilliseconds:0} ms[/]");
        if (sent.Length > 0)
            console.Write(Indented($"[grey]sent[/]  {Markup.Escape(sent)}"));
    }

    public void Got(string markup) => console.Write(Indented($"[grey]got[/]   {markup}"));

    public void Content(string header, string text) =>
        console.Write(new Padder(new Panel(new Text(text.TrimEnd())).Header($" {header} ").BorderColor(Color.Grey), new Padding(4, 0, 0, 0)));

    public void Show(Spectre.Console.Rendering.IRenderable view) => console.Write(new Padder(view, new Padding(4, 0, 0, 0)));

    /// <summary>Shows how far something is while it goes on.</summary>
    public Task ProgressAsync(double goal, Func<ProgressTask, Task> work) => console.Progress()
        .Columns(new ProgressBarColumn { Width = BarWidth }, new TaskDescriptionColumn { Alignment = Justify.Left })
        .StartAsync(context => work(context.AddTask("begins", maxValue: goal)));

    public void Failure(Exchange exchange)
    {
        var problem = exchange.Body as JsonObject;
        var text = problem is null
            ? exchange.Body?.ToString() ?? "(an empty answer)"
            : string.Join('\n', problem.Where(member => member.Key is not ("type" or "title")).Select(member => $"{member.Key}: {member.Value}"));
        console.MarkupLine($"\n  [blue bold]{exchange.Method}[/] {Markup.Escape(exchange.Path)}  {Status(exchange)}");
        console.Write(new Panel(new Text(text)).Header($" {problem?["title"] ?? exchange.Status.ToString()} ").BorderColor(Color.Red));
    }

    private static string Status(Exchange exchange) =>
        (int)exchange.Status < 400 ? $"[green]{(int)exchange.Status}[/]" : $"[red]{(int)exchange.Status}[/]";

    private static Padder Indented(string markup) => new(new Markup(markup), new Padding(4, 0, 0, 0));
}
