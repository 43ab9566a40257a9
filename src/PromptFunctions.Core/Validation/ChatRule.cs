using PromptFunctions.Core.Json;
using PromptFunctions.Core.Versions;

namespace PromptFunctions.Core.Validation;

/// <summary>A chat's messages come in an order that models take.</summary>
internal sealed class ChatRule : IContentRule
{
    private const string Order = "chat-order";

    /// <inheritdoc/>
    public void Check(ValidationSubject subject, ValidationFindings findings)
    {
        if (subject.Content.Messages is not { } messages) return;
        ChatRole? before = null;
        for (var i = 0; i < messages.Count; i++)
        {
            var role = messages[i].Role;
            if (role is ChatRole.System or ChatRole.Developer && before is not (null or ChatRole.System or ChatRole.Developer))
                findings.Error(Order, $"A {WireName.Of(role)} message comes before the conversation begins.", i, 0);
            if (role == ChatRole.Tool && before is not (ChatRole.Assistant or ChatRole.Tool))
                findings.Error(Order, "A tool message answers an assistant's.", i, 0);
            if (role == ChatRole.Assistant && before is (null or ChatRole.System or ChatRole.Developer))
                findings.Warning(Order, "The assistant begins the conversation: some models refuse that.", i, 0);
            before = role;
        }
        if (messages.All(message => message.Role != ChatRole.User)) findings.Warning("chat-without-user", "No user speaks: the caller has to add a message.");
    }
}
