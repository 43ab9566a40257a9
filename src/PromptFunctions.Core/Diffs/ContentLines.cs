using PromptFunctions.Core.Json;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Diffs;

/// <summary>
/// A content as lines, split at <c>\n</c> only. A text's lines keep their ending, so that a missing last one shows;
/// chat gives <c>role:</c> and the message's lines.
/// </summary>
public sealed class ContentLines
{
    // Chat lines are told apart by a mark in front: a message may contain a line that reads "user:".
    private const char RoleMark = 'R';
    private const char TextMark = 'T';

    private readonly bool chat;

    private ContentLines(bool chat, IReadOnlyList<string> keys) => (this.chat, Keys) = (chat, keys);

    /// <summary>What is compared: each line with its mark and ending.</summary>
    public IReadOnlyList<string> Keys { get; }

    /// <summary>A content's lines.</summary>
    public static ContentLines Of(PromptContent content)
    {
        if (content.Text is not null) return new(false, Split(content.Text));
        var keys = new List<string>();
        foreach (var message in content.Messages!)
        {
            keys.Add($"{RoleMark}{WireName.Of(message.Role)}:\n");
            keys.AddRange(message.Content.Split('\n').Select(line => $"{TextMark}{line}\n"));
        }
        return new(true, keys);
    }

    /// <summary>A line as people read it, without its ending.</summary>
    public string Text(int line) => Show(Keys[line]).TrimEnd('\n');

    /// <summary>Whether a line ends in a line break; only a text's last one may not.</summary>
    public bool IsEnded(int line) => Keys[line].EndsWith('\n');

    /// <summary>Several lines as people read them.</summary>
    public string Text(IEnumerable<string> keys) => string.Concat(keys.Select(Show));

    /// <summary>Other lines of the same format.</summary>
    public ContentLines With(IReadOnlyList<string> keys) => new(chat, keys);

    /// <summary>Whether the lines make a content: a chat begins with a role, and nothing in it is empty.</summary>
    public bool IsContent => chat
        ? Keys is [[RoleMark, ..], ..] && ToContent().Messages!.All(message => message.Content.Length > 0)
        : Keys.Count > 0;

    /// <summary>The content that the lines make.</summary>
    public PromptContent ToContent()
    {
        if (!chat) return PromptContent.OfText(string.Concat(Keys));
        var messages = new List<ChatMessage>();
        for (var i = 0; i < Keys.Count;)
        {
            _ = WireName.TryParse<ChatRole>(Keys[i][1..^2], out var role);
            var lines = Keys.Skip(++i).TakeWhile(key => key[0] == TextMark).Select(key => key[1..^1]).ToList();
            messages.Add(new() { Role = role, Content = string.Join('\n', lines) });
            i += lines.Count;
        }
        return PromptContent.OfMessages(messages);
    }

    private string Show(string key) => chat ? key[1..] : key;

    private static List<string> Split(string text)
    {
        var lines = new List<string>();
        for (int start = 0, end; start < text.Length; start = end)
        {
            var at = text.IndexOf('\n', start);
            end = at < 0 ? text.Length : at + 1;
            lines.Add(text[start..end]);
        }
        return lines;
    }
}
