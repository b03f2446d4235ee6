"""The peer: the smallest Textual app that takes a code through a plain Input and shows it."""

from textual.app import App, ComposeResult
from textual.widgets import Input, Static


class BareApp(App[None]):
    """One Input, one Static."""

    def compose(self) -> ComposeResult:
        """The two widgets."""
        yield Input()
        yield Static("READY", id="answer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Show the code."""
        self.query_one("#answer", Static).update(f"OK:{event.value}")
        event.input.value = ""


if __name__ == "__main__":
    BareApp().run()
