namespace PromptFunctions.LocalHost.Orchestrations.Dispatch;

/// <summary>What drives the hub, if this process does.</summary>
internal sealed class LocalDriver
{
    private volatile InstanceDispatcher? _current;

    public InstanceDispatcher? Current
    {
        get => _current;
        set => _current = value;
    }
}
