#!/usr/bin/python3
"""A bare WebKitGTK browser for WebKitWebDriver.

MiniBrowser under automation is always a private window, and has features switched off that Safari has on. Read from the environment:
HOST_PROFILE, a folder for what the visitor leaves (none: a private window); HOST_FEATURES, names of features to switch on, with
commas; HOST_DOWNLOADS, a folder for downloads.
"""

import os

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")
from gi.repository import GLib, Gtk, WebKit2  # noqa: E402


def make_context():
    profile = os.environ.get("HOST_PROFILE")
    if not profile:
        return WebKit2.WebContext.new_ephemeral()
    manager = WebKit2.WebsiteDataManager(
        base_data_directory=os.path.join(profile, "data"), base_cache_directory=os.path.join(profile, "cache")
    )
    return WebKit2.WebContext(website_data_manager=manager)


def make_settings():
    settings = WebKit2.Settings()
    wanted = os.environ.get("HOST_FEATURES", "").split(",")
    features = WebKit2.Settings.get_all_features()
    for index in range(features.get_length()):
        feature = features.get(index)
        if feature.get_identifier() in wanted:
            settings.set_feature_enabled(feature, True)
    return settings


def save_download(_context, download):
    def decide(this, name):
        folder = os.environ.get("HOST_DOWNLOADS")
        if not folder:
            this.cancel()
            return True
        this.set_allow_overwrite(True)
        this.set_destination("file://" + os.path.join(folder, os.path.basename(name) or "file"))
        return True

    download.connect("decide-destination", decide)


def open_view(context, settings):
    view = WebKit2.WebView(web_context=context, settings=settings, is_controlled_by_automation=True)
    window = Gtk.Window(default_width=1280, default_height=900)
    window.add(view)
    window.show_all()
    view.connect("close", lambda _view: window.destroy())
    return view


def main():
    context, settings = make_context(), make_settings()
    context.connect("download-started", save_download)

    def start(_context, session):
        info = WebKit2.ApplicationInfo()
        info.set_name("webkit-host")
        session.set_application_info(info)
        session.connect("create-web-view", lambda _session: open_view(context, settings))

    context.set_automation_allowed(True)
    context.connect("automation-started", start)
    # SIGTERM: the driver ends, and what the visitor leaves is written down.
    GLib.unix_signal_add(GLib.PRIORITY_DEFAULT, 15, lambda *_: Gtk.main_quit())
    Gtk.main()


main()
