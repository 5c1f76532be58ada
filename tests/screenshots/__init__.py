"""Screenshots and photographs of the project's own pastes, made anew each time: what the reading of pictures is measured on."""
